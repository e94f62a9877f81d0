using System.Runtime.InteropServices;
using OSGeo.GDAL;

namespace OSGeo.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    public static partial void GDALAllRegister();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALVersionInfo(string request);

    [LibraryImport(Library)]
    public static partial void GDALSetCacheMax64(long bytes);

    [LibraryImport(Library)]
    public static partial long GDALGetCacheMax64();

    [LibraryImport(Library)]
    public static partial long GDALGetCacheUsed64();

    [LibraryImport(Library)]
    public static partial int GDALGetDataTypeSizeBits(int type);

    [LibraryImport(Library)]
    public static partial nint GDALGetDataTypeName(int type);

    [LibraryImport(Library)]
    public static partial int GDALDataTypeIsComplex(int type);

    [LibraryImport(Library)]
    public static partial nint GDALGetColorInterpretationName(int value);

    [LibraryImport(Library)]
    public static partial int GDALInvGeoTransform(double[] forward, [Out] double[] inverse);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALOpenEx(string path, uint flags, nint drivers, nint options, nint siblings);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALIdentifyDriverEx(string path, uint flags, nint drivers, nint siblings);

    [LibraryImport(Library)]
    public static partial void GDALClose(nint dataset);

    [LibraryImport(Library)]
    public static partial int GDALGetDriverCount();

    [LibraryImport(Library)]
    public static partial nint GDALGetDriver(int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALGetDriverByName(string name);

    [LibraryImport(Library)]
    public static partial nint GDALGetDriverShortName(NativeHandle driver);

    [LibraryImport(Library)]
    public static partial nint GDALGetDriverLongName(NativeHandle driver);

    [LibraryImport(Library)]
    public static partial void GDALDeregisterDriver(NativeHandle driver);

    [LibraryImport(Library)]
    public static partial int GDALRegisterDriver(NativeHandle driver);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALCreate(NativeHandle driver, string path, int width, int height, int bands, int type, nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALCreateCopy(NativeHandle driver, string path, NativeHandle source, int strict, nint options, nint progress, nint data);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALDeleteDataset(NativeHandle driver, string path);

    [LibraryImport(Library)]
    public static partial nint GDALGetMetadataDomainList(NativeHandle obj);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALGetMetadata(NativeHandle obj, string domain);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetMetadata(NativeHandle obj, nint values, string domain);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALGetMetadataItem(NativeHandle obj, string name, string domain);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetMetadataItem(NativeHandle obj, string name, string value, string domain);

    [LibraryImport(Library)]
    public static partial nint GDALGetDescription(NativeHandle obj);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GDALSetDescription(NativeHandle obj, string value);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterXSize(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterYSize(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterCount(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial nint GDALGetRasterBand(NativeHandle dataset, int band);

    [LibraryImport(Library)]
    public static partial nint GDALGetDatasetDriver(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial int GDALGetGeoTransform(NativeHandle dataset, [Out] double[] transform);

    [LibraryImport(Library)]
    public static partial int GDALSetGeoTransform(NativeHandle dataset, double[] transform);

    [LibraryImport(Library)]
    public static partial nint GDALGetProjectionRef(NativeHandle dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetProjection(NativeHandle dataset, string wkt);

    [LibraryImport(Library)]
    public static partial nint GDALGetSpatialRef(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial int GDALSetSpatialRef(NativeHandle dataset, NativeHandle reference);

    [LibraryImport(Library)]
    public static partial int GDALGetGCPCount(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial nint GDALGetGCPProjection(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial nint GDALGetGCPs(NativeHandle dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetGCPs(NativeHandle dataset, int count, nint gcps, string wkt);

    [LibraryImport(Library)]
    public static partial int GDALGCPsToGeoTransform(int count, nint gcps, [Out] double[] transform, int approximate);

    [LibraryImport(Library)]
    public static partial nint GDALGetFileList(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial void GDALFlushCache(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial int GDALCreateDatasetMaskBand(NativeHandle dataset, int flags);

    [LibraryImport(Library)]
    public static partial int GDALDatasetRasterIOEx(NativeHandle dataset, int write, int x, int y, int width, int height, nint buffer, int bufferWidth, int bufferHeight, int type, int bands, int[] bandMap, long pixelSpace, long lineSpace, long bandSpace, ref RasterIOExtraArg.Layout extra);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALBuildOverviews(NativeHandle dataset, string resampling, int levels, int[] factors, int bands, nint bandList, nint progress, nint data);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterBandXSize(NativeHandle band);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterBandYSize(NativeHandle band);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterDataType(NativeHandle band);

    [LibraryImport(Library)]
    public static partial void GDALGetBlockSize(NativeHandle band, out int width, out int height);

    [LibraryImport(Library)]
    public static partial int GDALGetRasterColorInterpretation(NativeHandle band);

    [LibraryImport(Library)]
    public static partial int GDALSetRasterColorInterpretation(NativeHandle band, int value);

    [LibraryImport(Library)]
    public static partial double GDALGetRasterNoDataValue(NativeHandle band, out int has);

    [LibraryImport(Library)]
    public static partial int GDALSetRasterNoDataValue(NativeHandle band, double value);

    [LibraryImport(Library)]
    public static partial nint GDALGetMaskBand(NativeHandle band);

    [LibraryImport(Library)]
    public static partial int GDALGetMaskFlags(NativeHandle band);

    [LibraryImport(Library)]
    public static partial int GDALCreateMaskBand(NativeHandle band, int flags);

    [LibraryImport(Library)]
    public static partial int GDALGetOverviewCount(NativeHandle band);

    [LibraryImport(Library)]
    public static partial nint GDALGetOverview(NativeHandle band, int index);

    [LibraryImport(Library)]
    public static partial nint GDALGetRasterColorTable(NativeHandle band);

    [LibraryImport(Library)]
    public static partial int GDALSetRasterColorTable(NativeHandle band, NativeHandle table);

    [LibraryImport(Library)]
    public static partial int GDALFillRaster(NativeHandle band, double real, double imaginary);

    [LibraryImport(Library)]
    public static partial int GDALChecksumImage(NativeHandle band, int x, int y, int width, int height);

    [LibraryImport(Library)]
    public static partial int GDALRasterIOEx(NativeHandle band, int write, int x, int y, int width, int height, nint buffer, int bufferWidth, int bufferHeight, int type, long pixelSpace, long lineSpace, ref RasterIOExtraArg.Layout extra);

    [LibraryImport(Library)]
    public static partial nint GDALCreateColorTable(int interpretation);

    [LibraryImport(Library)]
    public static partial void GDALDestroyColorTable(nint table);

    [LibraryImport(Library)]
    public static partial int GDALGetColorEntryCount(NativeHandle table);

    [LibraryImport(Library)]
    public static partial int GDALGetPaletteInterpretation(NativeHandle table);

    [LibraryImport(Library)]
    public static partial nint GDALGetColorEntry(NativeHandle table, int index);

    [LibraryImport(Library)]
    public static partial void GDALSetColorEntry(NativeHandle table, int index, in ColorEntry.Layout entry);

    [LibraryImport(Library)]
    public static partial nint GDALCreateGenImgProjTransformer2(NativeHandle source, NativeHandle target, nint options);

    [LibraryImport(Library)]
    public static partial void GDALDestroyTransformer(nint transformer);

    [LibraryImport(Library)]
    public static partial int GDALUseTransformer(NativeHandle transformer, int inverse, int count, [In, Out] double[] x, [In, Out] double[] y, [In, Out] double[] z, [Out] int[] success);

    [LibraryImport(Library)]
    public static partial nint GDALTranslateOptionsNew(nint options, nint forBinary);

    [LibraryImport(Library)]
    public static partial void GDALTranslateOptionsFree(nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALTranslate(string path, NativeHandle source, NativeHandle options, out int usageError);
}
