using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>Where a scene lies on the map: north up, in a zone of UTM.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Easting">Of the upper left corner, metres.</param>
/// <param name="Northing">Of the upper left corner, metres.</param>
internal sealed record SceneGeoreference(UtmZone Zone, double Easting, double Northing)
{
    /// <summary>Metres on a pixel's side.</summary>
    public const double PixelMetres = 0.5;

    /// <summary>From pixels to metres of the zone.</summary>
    public GeoTransform GeoTransform => new(Easting, PixelMetres, 0, Northing, 0, -PixelMetres);

    /// <summary>The place of a seed: any zone, between 10 and 60 degrees north or south.</summary>
    public static SceneGeoreference Of(int seed)
    {
        var random = new SceneRandom(seed, 6);
        var zone = new UtmZone(1 + random.Below(60), random.Chance(0.7));
        var fromEquator = Math.Round(random.Range(1_200_000, 6_500_000));
        return new SceneGeoreference(zone, Math.Round(random.Range(250_000, 450_000)), zone.IsNorth ? fromEquator : 10_000_000 - fromEquator);
    }

    /// <summary>Longitude and latitude of a place in the image.</summary>
    public LonLat ToLonLat(PixelPoint pixel) => Zone.ToLonLat(Easting + (pixel.X * PixelMetres), Northing - (pixel.Y * PixelMetres));
}
