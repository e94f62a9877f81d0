using OSGeo.GDAL;
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
}
