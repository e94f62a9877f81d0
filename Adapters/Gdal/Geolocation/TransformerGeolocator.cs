using OSGeo.GDAL;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Geolocation;

/// <summary>Carries pixels to WGS 84 and back as gdaltransform does, many points a call.</summary>
/// <param name="method">affine, gcp or rpc.</param>
/// <param name="transformer">From pixels to lon, lat.</param>
/// <param name="owned">What lives as long as this, the dataset for one, or null.</param>
internal sealed class TransformerGeolocator(string method, Transformer transformer, IDisposable? owned) : IGeolocator
{
    private const int Batch = 8192;
    private double[] xs = [];
    private double[] ys = [];
    private double[] zs = [];
    private int[] success = [];

    /// <inheritdoc/>
    public string Method => method;

    /// <inheritdoc/>
    public void ToMap(ReadOnlySpan<PixelPoint> pixels, Span<LonLat> map)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(map.Length, pixels.Length, nameof(map));
        for (var from = 0; from < pixels.Length; from += Batch)
        {
            var count = Take(pixels.Length - from);
            for (var i = 0; i < count; i++)
            {
                (xs[i], ys[i]) = (pixels[from + i].X, pixels[from + i].Y);
            }

            Transform(inverse: false, count);
            for (var i = 0; i < count; i++)
            {
                map[from + i] = Good(i) ? new LonLat(xs[i], ys[i]) : new LonLat(double.NaN, double.NaN);
            }
        }
    }

    /// <inheritdoc/>
    public void ToPixels(ReadOnlySpan<LonLat> map, Span<PixelPoint> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, map.Length, nameof(pixels));
        for (var from = 0; from < map.Length; from += Batch)
        {
            var count = Take(map.Length - from);
            for (var i = 0; i < count; i++)
            {
                (xs[i], ys[i]) = (map[from + i].Lon, map[from + i].Lat);
            }

            Transform(inverse: true, count);
            for (var i = 0; i < count; i++)
            {
                pixels[from + i] = Good(i) ? new PixelPoint(xs[i], ys[i]) : new PixelPoint(double.NaN, double.NaN);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        transformer.Dispose();
        owned?.Dispose();
    }

    private int Take(int left)
    {
        var count = Math.Min(left, Batch);
        if (xs.Length < count)
        {
            (xs, ys, zs, success) = (new double[count], new double[count], new double[count], new int[count]);
        }

        Array.Clear(zs);
        Array.Clear(success);
        return count;
    }

    private void Transform(bool inverse, int count)
    {
        try
        {
            _ = transformer.TransformPoints(inverse ? 1 : 0, count, xs, ys, zs, success);
        }
        catch (ApplicationException)
        {
            // One point that has no place makes GDAL note an error; the others are there all the same, and success says which.
        }
    }

    private bool Good(int i) => success[i] != 0 && double.IsFinite(xs[i]) && double.IsFinite(ys[i]);
}
