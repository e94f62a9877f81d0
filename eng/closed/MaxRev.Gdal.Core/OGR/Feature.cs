using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.OGR;

public class Feature : IDisposable
{
    public Feature(FeatureDefn feature_def)
    {
        Errors.Clear();
        Handle = Errors.Check(NativeHandle.Owned(Native.OGR_F_Create(feature_def.Handle), Native.OGR_F_Destroy));
    }

    internal Feature(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public long GetFID() => Native.OGR_F_GetFID(Handle);

    public int SetFID(long fid)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_F_SetFID(Handle, fid));
    }

    public FeatureDefn GetDefnRef() => new(NativeHandle.Borrowed(Native.OGR_F_GetDefnRef(Handle), this));

    public int GetFieldCount() => Native.OGR_F_GetFieldCount(Handle);

    public int GetFieldIndex(string field_name) => Native.OGR_F_GetFieldIndex(Handle, field_name);

    public FieldDefn GetFieldDefnRef(int id) => new(NativeHandle.Borrowed(Native.OGR_F_GetFieldDefnRef(Handle, Valid(id)), this));

    public bool IsFieldSetAndNotNull(int id) => Native.OGR_F_IsFieldSetAndNotNull(Handle, Valid(id)) != 0;

    public bool IsFieldSetAndNotNull(string field_name) => IsFieldSetAndNotNull(Index(field_name));

    public string GetFieldAsString(int id) => Marshal.PtrToStringUTF8(Native.OGR_F_GetFieldAsString(Handle, Valid(id)));

    public string GetFieldAsString(string field_name) => GetFieldAsString(Index(field_name));

    public int GetFieldAsInteger(int id) => Native.OGR_F_GetFieldAsInteger(Handle, Valid(id));

    public int GetFieldAsInteger(string field_name) => GetFieldAsInteger(Index(field_name));

    public long GetFieldAsInteger64(int id) => Native.OGR_F_GetFieldAsInteger64(Handle, Valid(id));

    public double GetFieldAsDouble(int id) => Native.OGR_F_GetFieldAsDouble(Handle, Valid(id));

    public double GetFieldAsDouble(string field_name) => GetFieldAsDouble(Index(field_name));

    public void SetField(int id, string value) => Native.OGR_F_SetFieldString(Handle, Valid(id), value);

    public void SetField(string field_name, string value) => SetField(Index(field_name), value);

    public void SetField(int id, int value) => Native.OGR_F_SetFieldInteger(Handle, Valid(id), value);

    public void SetField(string field_name, int value) => SetField(Index(field_name), value);

    public void SetField(int id, double value) => Native.OGR_F_SetFieldDouble(Handle, Valid(id), value);

    public void SetField(string field_name, double value) => SetField(Index(field_name), value);

    public void SetField(int id, int year, int month, int day, int hour, int minute, float second, int tzflag) =>
        Native.OGR_F_SetFieldDateTimeEx(Handle, Valid(id), year, month, day, hour, minute, second, tzflag);

    public void SetFieldInteger64(int id, long value) => Native.OGR_F_SetFieldInteger64(Handle, Valid(id), value);

    public void SetFieldNull(int id) => Native.OGR_F_SetFieldNull(Handle, Valid(id));

    public void UnsetField(int id) => Native.OGR_F_UnsetField(Handle, Valid(id));

    public int SetGeometry(Geometry geom)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_F_SetGeometry(Handle, geom?.Handle ?? NativeHandle.Null));
    }

    public int SetGeometryDirectly(Geometry geom)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_F_SetGeometryDirectly(Handle, geom?.Handle.Disown() ?? 0));
    }

    public Geometry GetGeometryRef()
    {
        Errors.Clear();
        var geometry = Errors.Check(Native.OGR_F_GetGeometryRef(Handle));
        return geometry == 0 ? null : new Geometry(NativeHandle.Borrowed(geometry, this));
    }

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Valid(int id) =>
        id >= 0 && id < Native.OGR_F_GetFieldCount(Handle) ? id : throw new ApplicationException("Invalid field index");

    private int Index(string name)
    {
        var index = Native.OGR_F_GetFieldIndex(Handle, name);
        return index >= 0 ? index : throw new ApplicationException($"Invalid field name: '{name}'");
    }
}
