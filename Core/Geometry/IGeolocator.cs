namespace RedKube.Core.Geometry;

/// <summary>Carries pixels of one image to the map and back. One thread at a time.</summary>
public interface IGeolocator : IDisposable
{
    /// <summary>How it knows: affine, gcp or rpc.</summary>
    string Method { get; }

    /// <summary>Carries points of continuous pixel space to WGS 84.</summary>
    /// <param name="pixels">Points in the image.</param>
    /// <param name="map">As many points: lon, lat in degrees. Where a point has no place on the map, both are NaN.</param>
    void ToMap(ReadOnlySpan<PixelPoint> pixels, Span<LonLat> map);

    /// <summary>Carries WGS 84 points to continuous pixel space.</summary>
    /// <param name="map">Lon, lat in degrees.</param>
    /// <param name="pixels">As many points. Where a point has no place in the image, both are NaN.</param>
    void ToPixels(ReadOnlySpan<LonLat> map, Span<PixelPoint> pixels);
}
