using System.Text;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>Pixel corners as text, for the columns of tables.</summary>
public static class PixelText
{
    /// <summary>[[x,y],…] with as many decimals as GeoJSON has.</summary>
    /// <param name="corners">The corners.</param>
    public static string Json(IReadOnlyList<PixelPoint> corners)
    {
        Span<byte> number = stackalloc byte[64];
        var text = new StringBuilder("[");
        for (var i = 0; i < corners.Count; i++)
        {
            text.Append(i == 0 ? "[" : ",[");
            text.Append(Encoding.ASCII.GetString(number[..OutputFile.Format(corners[i].X, FeatureFields.PixelDecimals, number)])).Append(',');
            text.Append(Encoding.ASCII.GetString(number[..OutputFile.Format(corners[i].Y, FeatureFields.PixelDecimals, number)])).Append(']');
        }

        return text.Append(']').ToString();
    }
}
