using OSGeo.GDAL;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>GDAL's sample types and ours.</summary>
internal static class GdalTypes
{
    /// <summary>GDAL's type of a sample in memory.</summary>
    /// <param name="type">Ours.</param>
    public static DataType Of(SampleType type) => type switch
    {
        SampleType.Byte => DataType.GDT_Byte,
        SampleType.UInt16 => DataType.GDT_UInt16,
        SampleType.Int16 => DataType.GDT_Int16,
        _ => DataType.GDT_Float32,
    };

    /// <summary>The file's type by name; GDAL before 3.7 calls signed bytes Byte and says so elsewhere.</summary>
    /// <param name="band">A band.</param>
    public static string NameOf(Band band) => IsSignedByte(band) ? "Int8" : GdalApi.GetDataTypeName(band.DataType);

    /// <summary>Whether the band's bytes are signed although GDAL reads them as unsigned.</summary>
    /// <param name="band">A band.</param>
    public static bool IsSignedByte(Band band) =>
        band.DataType == DataType.GDT_Byte && band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE";

    /// <summary>The one type that bands are read in: their own where they agree and we have it, else the narrowest of ours that holds them, else Float32.</summary>
    /// <param name="address">The image.</param>
    /// <param name="bands">The bands that are read.</param>
    /// <exception cref="RedKubeException">RK2005 where a band is complex.</exception>
    public static SampleType Common(ImageAddress address, IReadOnlyList<Band> bands)
    {
        foreach (var band in bands)
        {
            if (GdalApi.DataTypeIsComplex(band.DataType) != 0)
            {
                throw new RedKubeException(
                    ErrorCode.SampleTypeUnsupported,
                    $"{address.PublicUri}: its samples are complex numbers ({NameOf(band)}). Expected Byte, UInt16, Int16, Float32 or a type that fits the last; "
                        + "write the magnitude first, for example with gdal_translate and a VRT of pixel function 'mod'.");
            }
        }

        var names = bands.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return names switch
        {
            _ when names.SetEquals(["Byte"]) => SampleType.Byte,
            _ when names.IsSubsetOf(["Byte", "UInt16"]) => SampleType.UInt16,
            _ when names.IsSubsetOf(["Byte", "Int16"]) => SampleType.Int16,
            _ => SampleType.Float32,
        };
    }
}
