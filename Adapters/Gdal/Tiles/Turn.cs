using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Tiles;

/// <summary>
/// Pixels of an image that go once round the Earth, where its columns are meridians a fixed way apart (geographic coordinates, Mercator): such an image may go on
/// beyond ±180°, and the same place then has another column than the one that its longitude gives.
/// </summary>
internal static class Turn
{
    private const double Tolerance = 1e-6;

    /// <summary>Measures it.</summary>
    /// <param name="geolocator">The image's, or null.</param>
    /// <param name="image">The image's size.</param>
    /// <returns>0 where the image is another.</returns>
    public static double Of(IGeolocator? geolocator, PixelSize image)
    {
        if (geolocator is null)
        {
            return 0;
        }

        var centre = new LonLat[1];
        geolocator.ToMap([new PixelPoint(image.Width / 2.0, image.Height / 2.0)], centre);

        // Away from the seam, where a transformer may go round by itself.
        var (lon, lat) = (Math.Clamp(centre[0].Lon, -178, 178), Math.Clamp(centre[0].Lat, -60, 60));
        var at = new PixelPoint[4];
        geolocator.ToPixels([new(lon - 1, lat), new(lon, lat), new(lon + 1, lat), new(lon, lat + 1)], at);
        var step = at[2].X - at[1].X;
        var near = Math.Abs(step) * Tolerance;
        var isCylindrical = Math.Abs(at[1].X - at[0].X - step) <= near && Math.Abs(at[2].Y - at[1].Y) <= near && Math.Abs(at[3].X - at[1].X) <= near;
        return isCylindrical ? 360 * Math.Abs(step) : 0;
    }

    /// <summary>The column nearest to the image's centre that stands for the same place.</summary>
    /// <param name="x">A column.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="turn">What <see cref="Of"/> gave.</param>
    public static double Nearest(double x, int width, double turn) =>
        turn > 0 ? x + (turn * Math.Round(((width / 2.0) - x) / turn * (1 - Tolerance))) : x;
}
