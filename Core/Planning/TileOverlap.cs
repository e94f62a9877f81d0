using System.Globalization;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Planning;

/// <summary>Pixels that neighbouring tiles share at least: a number of image pixels, or a share of the tile's size.</summary>
public sealed record TileOverlap
{
    private TileOverlap(int? pixels, double? percent)
    {
        Pixels = pixels;
        Percent = percent;
    }

    /// <summary>20 per cent, what is used unless said otherwise.</summary>
    public static TileOverlap Default { get; } = OfPercent(20);

    /// <summary>Image pixels, or null where it is a share.</summary>
    public int? Pixels { get; }

    /// <summary>Per cent of the tile's size, 0 to under 100, or null where it is a number of pixels.</summary>
    public double? Percent { get; }

    /// <summary>So many image pixels.</summary>
    /// <param name="pixels">0 or more; smaller than the tile.</param>
    /// <exception cref="RedKubeException">RK1001 where it is negative.</exception>
    public static TileOverlap OfPixels(int pixels) => pixels >= 0
        ? new(pixels, null)
        : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The overlap is {pixels} pixels; it must be 0 or more.");

    /// <summary>A share of the tile's size.</summary>
    /// <param name="percent">0 to under 100.</param>
    /// <exception cref="RedKubeException">RK1001 below 0, RK1003 from 100 on.</exception>
    public static TileOverlap OfPercent(double percent) => percent switch
    {
        >= 0 and < 100 => new(null, percent),
        >= 100 => throw new RedKubeException(ErrorCode.OverlapNotSmallerThanTile, $"The overlap is {percent} % of the tile; it must be less than 100 %."),
        _ => throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The overlap is {percent} %; it must be 0 to less than 100 %."),
    };

    /// <summary>Reads 128 or 20%.</summary>
    /// <param name="text">The option's value.</param>
    /// <exception cref="RedKubeException">RK1001, RK1003.</exception>
    public static TileOverlap Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.EndsWith('%') && double.TryParse(trimmed[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
        {
            return OfPercent(percent);
        }

        return int.TryParse(trimmed, NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels)
            ? OfPixels(pixels)
            : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The overlap is '{text}'; expected pixels such as 128, or a share such as 20%.");
    }

    /// <summary>The overlap in pixels for a tile: shares are rounded down.</summary>
    /// <param name="tile">The tile's size in image pixels.</param>
    /// <exception cref="RedKubeException">RK1003 where it is not smaller than the tile.</exception>
    public PixelSize In(PixelSize tile)
    {
        var overlap = Pixels is { } p ? new PixelSize(p, p) : new PixelSize((int)(tile.Width * Percent!.Value / 100), (int)(tile.Height * Percent.Value / 100));
        return overlap.Width < tile.Width && overlap.Height < tile.Height
            ? overlap
            : throw new RedKubeException(ErrorCode.OverlapNotSmallerThanTile, $"The overlap is {overlap} pixels, the tile {tile}; the overlap must be smaller than the tile.");
    }

    /// <summary>As the option --overlap spells it: 128 or 20%.</summary>
    public override string ToString() => Pixels is { } p ? $"{p}" : $"{Percent}%";
}
