namespace OSGeo.GDAL;

public enum Access
{
    GA_ReadOnly = 0,
    GA_Update = 1,
}

public enum DataType
{
    GDT_Unknown = 0,
    GDT_Byte = 1,
    GDT_UInt16 = 2,
    GDT_Int16 = 3,
    GDT_UInt32 = 4,
    GDT_Int32 = 5,
    GDT_Float32 = 6,
    GDT_Float64 = 7,
    GDT_CInt16 = 8,
    GDT_CInt32 = 9,
    GDT_CFloat32 = 10,
    GDT_CFloat64 = 11,
    GDT_UInt64 = 12,
    GDT_Int64 = 13,
    GDT_TypeCount = 14,
}

public enum CPLErr
{
    CE_None = 0,
    CE_Debug = 1,
    CE_Warning = 2,
    CE_Failure = 3,
    CE_Fatal = 4,
}

public enum ColorInterp
{
    GCI_Undefined = 0,
    GCI_GrayIndex = 1,
    GCI_PaletteIndex = 2,
    GCI_RedBand = 3,
    GCI_GreenBand = 4,
    GCI_BlueBand = 5,
    GCI_AlphaBand = 6,
    GCI_HueBand = 7,
    GCI_SaturationBand = 8,
    GCI_LightnessBand = 9,
    GCI_CyanBand = 10,
    GCI_MagentaBand = 11,
    GCI_YellowBand = 12,
    GCI_BlackBand = 13,
    GCI_YCbCr_YBand = 14,
    GCI_YCbCr_CbBand = 15,
    GCI_YCbCr_CrBand = 16,
}

public enum PaletteInterp
{
    GPI_Gray = 0,
    GPI_RGB = 1,
    GPI_CMYK = 2,
    GPI_HLS = 3,
}

public enum RIOResampleAlg
{
    GRIORA_NearestNeighbour = 0,
    GRIORA_Bilinear = 1,
    GRIORA_Cubic = 2,
    GRIORA_CubicSpline = 3,
    GRIORA_Lanczos = 4,
    GRIORA_Average = 5,
    GRIORA_Mode = 6,
    GRIORA_Gauss = 7,
    GRIORA_RMS = 14,
}
