using System.Globalization;
using OSGeo.OGR;
using RedKube.Core.Outputs;
using Feature = RedKube.Core.Outputs.Feature;
using OgrFeature = OSGeo.OGR.Feature;

namespace RedKube.Adapters.Gdal.Vectors;

/// <summary>The columns of a layer of features, under the names and with the values that GeoJSON has.</summary>
/// <param name="header">What holds for all features.</param>
internal sealed class OgrFields(OutputHeader header)
{
    private const int Utc = 100;

    private static readonly (string Name, FieldType Type)[] Columns =
    [
        (FeatureFields.Id, FieldType.OFTString),
        (FeatureFields.Class, FieldType.OFTString),
        (FeatureFields.ClassIndex, FieldType.OFTInteger),
        (FeatureFields.Score, FieldType.OFTReal),
        (FeatureFields.LengthMetres, FieldType.OFTReal),
        (FeatureFields.WidthMetres, FieldType.OFTReal),
        (FeatureFields.AreaSquareMetres, FieldType.OFTReal),
        (FeatureFields.HeadingDegrees, FieldType.OFTReal),
        (FeatureFields.PixelXMin, FieldType.OFTReal),
        (FeatureFields.PixelYMin, FieldType.OFTReal),
        (FeatureFields.PixelXMax, FieldType.OFTReal),
        (FeatureFields.PixelYMax, FieldType.OFTReal),
        (FeatureFields.PixelPolygon, FieldType.OFTString),
        (FeatureFields.Acquired, FieldType.OFTDateTime),
        (FeatureFields.Model, FieldType.OFTString),
        (FeatureFields.ModelHash, FieldType.OFTString),
        (FeatureFields.Image, FieldType.OFTString),
        (FeatureFields.Tile, FieldType.OFTInteger64),
    ];

    /// <summary>Adds the columns to a new layer.</summary>
    /// <param name="layer">The layer.</param>
    public void Create(Layer layer)
    {
        foreach (var (name, type) in Columns)
        {
            Add(layer, name, type);
        }

        if (!header.IsGeoreferenced)
        {
            Add(layer, FeatureFields.CoordinateSpace, FieldType.OFTString);
        }
    }

    /// <summary>Fills a row. What a feature does not have stays null.</summary>
    /// <param name="row">A new row.</param>
    /// <param name="feature">The feature.</param>
    public void Fill(OgrFeature row, Feature feature)
    {
        var (detection, box) = (feature.Detection, feature.Detection.Box);
        row.SetField(0, feature.Id);
        row.SetField(1, feature.ClassName);
        row.SetField(2, detection.ClassIndex);
        row.SetField(3, Score(detection.Score));
        Set(row, 4, feature.LengthMetres, FeatureFields.MetreDecimals);
        Set(row, 5, feature.WidthMetres, FeatureFields.MetreDecimals);
        Set(row, 6, feature.AreaSquareMetres, FeatureFields.MetreDecimals);
        Set(row, 7, feature.HeadingDegrees is { } degrees ? FeatureFields.RoundHeading(degrees) : null, FeatureFields.HeadingDecimals);
        Set(row, 8, box.XMin, FeatureFields.PixelDecimals);
        Set(row, 9, box.YMin, FeatureFields.PixelDecimals);
        Set(row, 10, box.XMax, FeatureFields.PixelDecimals);
        Set(row, 11, box.YMax, FeatureFields.PixelDecimals);
        if (detection.Shape is { } shape)
        {
            row.SetField(12, PixelText.Json(shape.Corners));
        }

        if (header.Acquired is { } acquired)
        {
            var t = acquired.UtcDateTime;
            row.SetField(13, t.Year, t.Month, t.Day, t.Hour, t.Minute, t.Second + (t.Millisecond / 1000f), Utc);
        }

        row.SetField(14, header.ModelName);
        row.SetField(15, header.ModelHash);
        row.SetField(16, header.ImageName);
        row.SetFieldInteger64(17, detection.Tile);
        if (!header.IsGeoreferenced)
        {
            row.SetField(18, FeatureFields.PixelSpace);
        }
    }

    // The double nearest to the score's shortest text: 0.9, not 0.8999999762.
    private static double Score(float score) =>
        double.Parse(score.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static void Set(OgrFeature row, int column, double? value, int decimals)
    {
        if (value is { } number)
        {
            row.SetField(column, Math.Round(number, decimals, MidpointRounding.ToEven) + 0.0);
        }
    }

    private static void Add(Layer layer, string name, FieldType type)
    {
        using var field = new FieldDefn(name, type);
        layer.CreateField(field, 1);
    }
}
