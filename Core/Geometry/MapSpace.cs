namespace RedKube.Core.Geometry;

/// <summary>
/// The square in which an image is shown: the world in Web Mercator (EPSG:3857, as all web maps cut it in tiles), or, for an image without a place on the
/// Earth, a square of its own pixels with the image in the upper left corner. Immutable.
/// </summary>
public sealed record MapSpace
{
    /// <summary>Half the side of the world in Web Mercator, metres.</summary>
    public const double MercatorHalfSideMetres = 20037508.342789244;

    /// <summary>Latitudes beyond this one, north or south, are not in the square.</summary>
    public const double MostLatitude = 85.051128779806604;

    private const int UsualTile = 256;

    private MapSpace(bool isMercator, double side) => (IsMercator, Side) = (isMercator, side);

    /// <summary>The world in Web Mercator.</summary>
    public static MapSpace Mercator { get; } = new(true, 2 * MercatorHalfSideMetres);

    /// <summary>Whether it is the world; else it is pixels.</summary>
    public bool IsMercator { get; }

    /// <summary>Length of the side: metres, or pixels.</summary>
    public double Side { get; }

    /// <summary>The space of an image without a place: the least square of 256 · 2^n pixels that holds it.</summary>
    /// <param name="image">The image's size.</param>
    public static MapSpace Pixels(PixelSize image)
    {
        var side = (long)UsualTile;
        while (side < Math.Max(image.Width, image.Height))
        {
            side *= 2;
        }

        return new MapSpace(false, side);
    }

    /// <summary>Where a place on the Earth lies in Web Mercator; latitudes beyond the square are moved to its edge.</summary>
    /// <param name="place">Longitude and latitude; NaN gives NaN.</param>
    public static MapPoint Of(LonLat place)
    {
        var latitude = Math.Clamp(place.Lat, -MostLatitude, MostLatitude) * Math.PI / 180;
        return new MapPoint((place.Lon / 360) + 0.5, 0.5 - (Math.Asinh(Math.Tan(latitude)) / (2 * Math.PI)));
    }

    /// <summary>The place on the Earth of a point in Web Mercator.</summary>
    /// <param name="point">The point.</param>
    public static LonLat PlaceOf(MapPoint point) =>
        new((point.X - 0.5) * 360, Math.Atan(Math.Sinh((0.5 - point.Y) * 2 * Math.PI)) * 180 / Math.PI);

    /// <summary>Carries pixels of an image into its space.</summary>
    /// <param name="pixels">Points in pixels.</param>
    /// <param name="geolocator">The image's; not used, and may be null, where the space is pixels.</param>
    /// <param name="points">As many points; NaN where there is no place.</param>
    public void FromPixels(ReadOnlySpan<PixelPoint> pixels, IGeolocator? geolocator, Span<MapPoint> points)
    {
        if (!IsMercator)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                points[i] = new MapPoint(pixels[i].X / Side, pixels[i].Y / Side);
            }

            return;
        }

        ArgumentNullException.ThrowIfNull(geolocator);
        var places = new LonLat[pixels.Length];
        geolocator.ToMap(pixels, places);
        for (var i = 0; i < places.Length; i++)
        {
            points[i] = Of(places[i]);
        }
    }

    /// <summary>Carries points of the space to pixels of an image.</summary>
    /// <param name="points">Points.</param>
    /// <param name="geolocator">The image's; not used, and may be null, where the space is pixels.</param>
    /// <param name="pixels">As many pixels; NaN where there is none.</param>
    public void ToPixels(ReadOnlySpan<MapPoint> points, IGeolocator? geolocator, Span<PixelPoint> pixels)
    {
        if (!IsMercator)
        {
            for (var i = 0; i < points.Length; i++)
            {
                pixels[i] = new PixelPoint(points[i].X * Side, points[i].Y * Side);
            }

            return;
        }

        ArgumentNullException.ThrowIfNull(geolocator);
        var places = new LonLat[points.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = PlaceOf(points[i]);
        }

        geolocator.ToPixels(places, pixels);
    }
}
