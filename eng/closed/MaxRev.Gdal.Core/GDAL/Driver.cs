using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.GDAL;

public class Driver : MajorObject
{
    internal Driver(nint pointer)
        : base(NativeHandle.Borrowed(pointer, null))
    {
    }

    public string ShortName => Marshal.PtrToStringUTF8(Native.GDALGetDriverShortName(Handle));

    public string LongName => Marshal.PtrToStringUTF8(Native.GDALGetDriverLongName(Handle));

    public Dataset Create(string utf8_path, int xsize, int ysize, int bands, DataType eType, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        return Dataset.Wrap(Native.GDALCreate(Handle, utf8_path, xsize, ysize, bands, (int)eType, list.Pointer));
    }

    public Dataset CreateCopy(string utf8_path, Dataset src, int strict, string[] options, Gdal.GDALProgressFuncDelegate callback, string callback_data)
    {
        Errors.Clear();
        using var list = new StringList(options);
        var progress = callback is null ? 0 : Marshal.GetFunctionPointerForDelegate(callback);
        var copy = Dataset.Wrap(Native.GDALCreateCopy(Handle, utf8_path, src.Handle, strict, list.Pointer, progress, 0));
        GC.KeepAlive(callback);
        return copy;
    }

    public CPLErr Delete(string utf8_path)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALDeleteDataset(Handle, utf8_path));
    }

    public int Register()
    {
        Errors.Clear();
        return Errors.Check(Native.GDALRegisterDriver(Handle));
    }

    public void Deregister()
    {
        Errors.Clear();
        Native.GDALDeregisterDriver(Handle);
        Errors.Check();
    }
}
