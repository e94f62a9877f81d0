namespace RedKube.Core.Imagery;

/// <summary>One band of an image.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Colour">GDAL's colour interpretation in lower case: red, green, blue, gray, alpha, undefined, …</param>
/// <param name="FileType">GDAL's name of the sample type in the file: Byte, UInt16, Float64, …</param>
/// <param name="Nodata">The value that marks a pixel without data, if there is one.</param>
public sealed record BandInfo(int Number, string Colour, string FileType, double? Nodata)
{
    /// <summary>Whether the band is transparency, not measurement.</summary>
    public bool IsAlpha => Colour == "alpha";
}
