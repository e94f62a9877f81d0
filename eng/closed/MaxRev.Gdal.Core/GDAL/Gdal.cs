using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.GDAL;

public partial class Gdal
{
    public delegate int GDALProgressFuncDelegate(double Complete, IntPtr Message, IntPtr Data);

    public static void AllRegister()
    {
        Errors.Clear();
        Native.GDALAllRegister();
        Errors.Check();
    }

    public static string VersionInfo(string request) => Marshal.PtrToStringUTF8(Native.GDALVersionInfo(request));

    public static Dataset Open(string utf8_path, Access eAccess)
    {
        Errors.Clear();
        const uint raster = 0x02, verbose = 0x40;
        return Dataset.Wrap(Native.GDALOpenEx(utf8_path, raster | verbose | (uint)eAccess, 0, 0, 0));
    }

    public static Dataset OpenEx(string utf8_path, uint nOpenFlags, string[] allowed_drivers, string[] open_options, string[] sibling_files)
    {
        Errors.Clear();
        using var drivers = new StringList(allowed_drivers);
        using var options = new StringList(open_options);
        using var siblings = new StringList(sibling_files);
        const uint verbose = 0x40;
        var flags = nOpenFlags | (Errors.UseExceptions ? verbose : 0);
        return Dataset.Wrap(Native.GDALOpenEx(utf8_path, flags, drivers.Pointer, options.Pointer, siblings.Pointer));
    }

    public static Driver IdentifyDriverEx(string utf8_path, uint nIdentifyFlags, string[] allowed_drivers, string[] sibling_files)
    {
        Errors.Clear();
        using var drivers = new StringList(allowed_drivers);
        using var siblings = new StringList(sibling_files);
        return WrapDriver(Native.GDALIdentifyDriverEx(utf8_path, nIdentifyFlags, drivers.Pointer, siblings.Pointer));
    }

    public static int GetDriverCount() => Native.GDALGetDriverCount();

    public static Driver GetDriver(int i)
    {
        Errors.Clear();
        return WrapDriver(Native.GDALGetDriver(i));
    }

    public static Driver GetDriverByName(string name)
    {
        Errors.Clear();
        return WrapDriver(Native.GDALGetDriverByName(name));
    }

    public static void SetCacheMax(int nBytes) => Native.GDALSetCacheMax64(nBytes);

    public static int GetCacheMax() => (int)Math.Min(int.MaxValue, Native.GDALGetCacheMax64());

    public static int GetCacheUsed() => (int)Math.Min(int.MaxValue, Native.GDALGetCacheUsed64());

    public static int GetDataTypeSize(DataType eDataType) => Native.GDALGetDataTypeSizeBits((int)eDataType);

    public static string GetDataTypeName(DataType eDataType) => Marshal.PtrToStringUTF8(Native.GDALGetDataTypeName((int)eDataType));

    public static int DataTypeIsComplex(DataType eDataType) => Native.GDALDataTypeIsComplex((int)eDataType);

    public static string GetColorInterpretationName(ColorInterp eColorInterp) =>
        Marshal.PtrToStringUTF8(Native.GDALGetColorInterpretationName((int)eColorInterp));

    public static int InvGeoTransform(double[] gt_in, double[] gt_out) => Native.GDALInvGeoTransform(gt_in, gt_out);

    public static int GCPsToGeoTransform(GCP[] pGCPs, double[] argout, int bApproxOK)
    {
        Errors.Clear();
        return Errors.Check(GCP.With(pGCPs, list => Native.GDALGCPsToGeoTransform(pGCPs.Length, list, argout, bApproxOK)));
    }

    public static Dataset wrapper_GDALTranslate(string dest, Dataset dataset, GDALTranslateOptions translateOptions, GDALProgressFuncDelegate callback, string callback_data)
    {
        Errors.Clear();
        return Dataset.Wrap(Native.GDALTranslate(dest, dataset.Handle, translateOptions?.Handle ?? NativeHandle.Null, out _));
    }

    private static Driver WrapDriver(nint pointer) => Errors.Check(pointer == 0 ? null : new Driver(pointer));
}
