using System.Runtime.InteropServices;
using OSGeo.Interop;
using OSGeo.OSR;

namespace OSGeo.OGR;

public class Layer : MajorObject
{
    internal Layer(nint pointer, object owner)
        : base(NativeHandle.Borrowed(pointer, owner))
    {
    }

    public string GetName() => Marshal.PtrToStringUTF8(Native.OGR_L_GetName(Handle));

    public wkbGeometryType GetGeomType() => (wkbGeometryType)Native.OGR_L_GetGeomType(Handle);

    public string GetFIDColumn() => Marshal.PtrToStringUTF8(Native.OGR_L_GetFIDColumn(Handle));

    public FeatureDefn GetLayerDefn()
    {
        Errors.Clear();
        return new FeatureDefn(NativeHandle.Borrowed(Errors.Check(Native.OGR_L_GetLayerDefn(Handle)), this));
    }

    public SpatialReference GetSpatialRef()
    {
        Errors.Clear();
        var reference = Errors.Check(Native.OGR_L_GetSpatialRef(Handle));
        return reference == 0 ? null : new SpatialReference(Native.OSRClone(reference));
    }

    public int CreateField(FieldDefn field_def, int approx_ok)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_CreateField(Handle, field_def.Handle, approx_ok));
    }

    public int CreateFeature(Feature feature)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_CreateFeature(Handle, feature.Handle));
    }

    public int SetFeature(Feature feature)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_SetFeature(Handle, feature.Handle));
    }

    public int DeleteFeature(long fid)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_DeleteFeature(Handle, fid));
    }

    public Feature GetFeature(long fid)
    {
        Errors.Clear();
        return WrapFeature(Native.OGR_L_GetFeature(Handle, fid));
    }

    public Feature GetNextFeature()
    {
        Errors.Clear();
        return WrapFeature(Native.OGR_L_GetNextFeature(Handle));
    }

    public void ResetReading()
    {
        Errors.Clear();
        Native.OGR_L_ResetReading(Handle);
        Errors.Check();
    }

    public long GetFeatureCount(int force)
    {
        Errors.Clear();
        return Errors.Check(Native.OGR_L_GetFeatureCount(Handle, force));
    }

    public int GetExtent(Envelope extent, int force)
    {
        Errors.Clear();
        var values = new double[4];
        var error = Native.OGR_L_GetExtent(Handle, values, force);
        extent.Take(values);
        return Errors.CheckOgr(error);
    }

    public void SetSpatialFilter(Geometry filter)
    {
        Errors.Clear();
        Native.OGR_L_SetSpatialFilter(Handle, filter?.Handle ?? NativeHandle.Null);
        Errors.Check();
    }

    public void SetSpatialFilterRect(double minx, double miny, double maxx, double maxy)
    {
        Errors.Clear();
        Native.OGR_L_SetSpatialFilterRect(Handle, minx, miny, maxx, maxy);
        Errors.Check();
    }

    public int SetAttributeFilter(string filter_string)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_SetAttributeFilter(Handle, filter_string));
    }

    public int StartTransaction()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_StartTransaction(Handle));
    }

    public int CommitTransaction()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_CommitTransaction(Handle));
    }

    public int RollbackTransaction()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_RollbackTransaction(Handle));
    }

    public int SyncToDisk()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_L_SyncToDisk(Handle));
    }

    public bool TestCapability(string cap) => Native.OGR_L_TestCapability(Handle, cap) != 0;

    private static Feature WrapFeature(nint pointer) =>
        Errors.Check(pointer == 0 ? null : new Feature(NativeHandle.Owned(pointer, Native.OGR_F_Destroy)));
}
