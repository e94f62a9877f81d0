using System.Globalization;

namespace RedKube.Core.Outputs;

/// <summary>
/// What every format calls the properties of a feature, in their order. Tables flatten the two that are lists: pixel_box to four columns, pixel_polygon to its
/// JSON text.
/// </summary>
public static class FeatureFields
{
    /// <summary>The feature's id, unique in its file.</summary>
    public const string Id = "id";

    /// <summary>The class's name.</summary>
    public const string Class = "class";

    /// <summary>Index into the model's classes.</summary>
    public const string ClassIndex = "class_index";

    /// <summary>0 to 1.</summary>
    public const string Score = "score";

    /// <summary>Longer side, metres.</summary>
    public const string LengthMetres = "length_m";

    /// <summary>Shorter side, metres.</summary>
    public const string WidthMetres = "width_m";

    /// <summary>Area, square metres.</summary>
    public const string AreaSquareMetres = "area_m2";

    /// <summary>Direction of an oriented box's longer side, degrees clockwise from true north, 0 to under 180.</summary>
    public const string HeadingDegrees = "heading_deg";

    /// <summary>[xmin, ymin, xmax, ymax] in pixels.</summary>
    public const string PixelBox = "pixel_box";

    /// <summary>Left edge of the pixel box, in tables.</summary>
    public const string PixelXMin = "pixel_xmin";

    /// <summary>Upper edge of the pixel box, in tables.</summary>
    public const string PixelYMin = "pixel_ymin";

    /// <summary>Right edge of the pixel box, in tables.</summary>
    public const string PixelXMax = "pixel_xmax";

    /// <summary>Lower edge of the pixel box, in tables.</summary>
    public const string PixelYMax = "pixel_ymax";

    /// <summary>[[x, y], …]: corners of an oriented box or mask outline in pixels, the first not repeated.</summary>
    public const string PixelPolygon = "pixel_polygon";

    /// <summary>When the image was taken, UTC, ISO 8601.</summary>
    public const string Acquired = "acquired";

    /// <summary>The model's name.</summary>
    public const string Model = "model";

    /// <summary>The model's hash.</summary>
    public const string ModelHash = "model_hash";

    /// <summary>The image's name.</summary>
    public const string Image = "image";

    /// <summary>Index of the tile that saw the object best.</summary>
    public const string Tile = "tile";

    /// <summary>Only where geometries are pixels: the word "pixel".</summary>
    public const string CoordinateSpace = "coordinate_space";

    /// <summary>The value of <see cref="CoordinateSpace"/> for pixels.</summary>
    public const string PixelSpace = "pixel";

    /// <summary>Decimals of longitudes and latitudes (about 1 mm).</summary>
    public const int DegreeDecimals = 8;

    /// <summary>Decimals of metres and square metres.</summary>
    public const int MetreDecimals = 3;

    /// <summary>Decimals of pixel coordinates: finer than the 1/256 px that ids go by.</summary>
    public const int PixelDecimals = 3;

    /// <summary>Decimals of headings.</summary>
    public const int HeadingDecimals = 2;

    /// <summary>A heading as it is written: rounded, and still under 180.</summary>
    /// <param name="degrees">0 to under 180.</param>
    public static double RoundHeading(double degrees)
    {
        var rounded = Math.Round(degrees, HeadingDecimals, MidpointRounding.ToEven);
        return rounded >= 180 ? 0 : rounded;
    }

    /// <summary>A time as it is written: UTC, ISO 8601, fractions of a second only where there are some.</summary>
    /// <param name="time">Any time.</param>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
