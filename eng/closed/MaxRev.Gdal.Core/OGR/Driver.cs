using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.OGR;

public class Driver : MajorObject
{
    internal Driver(nint pointer)
        : base(NativeHandle.Borrowed(pointer, null))
    {
    }

    public string name => GetName();

    public string GetName() => Marshal.PtrToStringUTF8(Native.GDALGetDriverShortName(Handle));

    public DataSource CreateDataSource(string utf8_path, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        return DataSource.Wrap(Native.OGR_Dr_CreateDataSource(Handle, utf8_path, list.Pointer));
    }

    public DataSource Open(string utf8_path, int update)
    {
        Errors.Clear();
        return DataSource.Wrap(Native.OGR_Dr_Open(Handle, utf8_path, update));
    }

    public int DeleteDataSource(string utf8_path)
    {
        Errors.Clear();
        return Errors.Check(Native.OGR_Dr_DeleteDataSource(Handle, utf8_path));
    }
}
