using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.OGR;

public class FeatureDefn : IDisposable
{
    internal FeatureDefn(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public string GetName() => Marshal.PtrToStringUTF8(Native.OGR_FD_GetName(Handle));

    public int GetFieldCount() => Native.OGR_FD_GetFieldCount(Handle);

    public FieldDefn GetFieldDefn(int i)
    {
        Errors.Clear();
        var field = Errors.Check(Native.OGR_FD_GetFieldDefn(Handle, i));
        return field == 0 ? null : new FieldDefn(NativeHandle.Borrowed(field, this));
    }

    public int GetFieldIndex(string field_name)
    {
        Errors.Clear();
        return Errors.Check(Native.OGR_FD_GetFieldIndex(Handle, field_name));
    }

    public wkbGeometryType GetGeomType() => (wkbGeometryType)Native.OGR_FD_GetGeomType(Handle);

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
