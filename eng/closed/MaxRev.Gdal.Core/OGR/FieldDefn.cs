using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.OGR;

public class FieldDefn : IDisposable
{
    public FieldDefn(string name_null_ok, FieldType field_type)
        : this(NativeHandle.Owned(Native.OGR_Fld_Create(name_null_ok ?? "unnamed", (int)field_type), Native.OGR_Fld_Destroy))
    {
    }

    internal FieldDefn(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public string GetName() => Marshal.PtrToStringUTF8(Native.OGR_Fld_GetNameRef(Handle));

    public FieldType GetFieldType() => (FieldType)Native.OGR_Fld_GetType(Handle);

    public FieldSubType GetSubType() => (FieldSubType)Native.OGR_Fld_GetSubType(Handle);

    public void SetSubType(FieldSubType type) => Native.OGR_Fld_SetSubType(Handle, (int)type);

    public int GetWidth() => Native.OGR_Fld_GetWidth(Handle);

    public void SetWidth(int width) => Native.OGR_Fld_SetWidth(Handle, width);

    public int GetPrecision() => Native.OGR_Fld_GetPrecision(Handle);

    public void SetPrecision(int precision) => Native.OGR_Fld_SetPrecision(Handle, precision);

    public void SetNullable(int bNullable) => Native.OGR_Fld_SetNullable(Handle, bNullable);

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
