using OSGeo.Interop;
using OSGeo.OSR;

namespace OSGeo.OGR;

public class DataSource : MajorObject
{
    private DataSource(nint pointer)
        : base(NativeHandle.Owned(pointer, Native.GDALClose))
    {
    }

    public string name => GetDescription();

    public string GetName() => GetDescription();

    public Driver GetDriver() => new(Native.GDALGetDatasetDriver(Handle));

    public int GetLayerCount()
    {
        Errors.Clear();
        return Errors.Check(Native.GDALDatasetGetLayerCount(Handle));
    }

    public Layer GetLayerByIndex(int index)
    {
        Errors.Clear();
        return WrapLayer(Native.GDALDatasetGetLayer(Handle, index));
    }

    public Layer GetLayerByName(string layer_name)
    {
        Errors.Clear();
        return WrapLayer(Native.GDALDatasetGetLayerByName(Handle, layer_name));
    }

    public Layer CreateLayer(string name, SpatialReference srs, wkbGeometryType geom_type, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        return WrapLayer(Native.GDALDatasetCreateLayer(Handle, name, srs?.Handle ?? NativeHandle.Null, (int)geom_type, list.Pointer));
    }

    public int DeleteLayer(int index)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.GDALDatasetDeleteLayer(Handle, index));
    }

    public Layer ExecuteSQL(string statement, Geometry spatialFilter, string dialect)
    {
        Errors.Clear();
        return WrapLayer(Native.GDALDatasetExecuteSQL(Handle, statement, spatialFilter?.Handle ?? NativeHandle.Null, dialect));
    }

    public void ReleaseResultSet(Layer layer)
    {
        Errors.Clear();
        Native.GDALDatasetReleaseResultSet(Handle, layer?.Handle ?? NativeHandle.Null);
        Errors.Check();
    }

    public int StartTransaction(int force)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.GDALDatasetStartTransaction(Handle, force));
    }

    public int CommitTransaction()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.GDALDatasetCommitTransaction(Handle));
    }

    public int RollbackTransaction()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.GDALDatasetRollbackTransaction(Handle));
    }

    public void FlushCache()
    {
        Errors.Clear();
        Native.GDALFlushCache(Handle);
        Errors.Check();
    }

    public bool TestCapability(string cap) => Native.GDALDatasetTestCapability(Handle, cap) != 0;

    internal static DataSource Wrap(nint pointer) => Errors.Check(pointer == 0 ? null : new DataSource(pointer));

    private Layer WrapLayer(nint pointer) => Errors.Check(pointer == 0 ? null : new Layer(pointer, this));
}
