using System.Runtime.InteropServices;
using OSGeo.Interop;
using OSGeo.OSR;

namespace OSGeo.GDAL;

public partial class Dataset : MajorObject
{
    private Dataset(nint pointer)
        : base(NativeHandle.Owned(pointer, Native.GDALClose))
    {
    }

    public int RasterXSize => Native.GDALGetRasterXSize(Handle);

    public int RasterYSize => Native.GDALGetRasterYSize(Handle);

    public int RasterCount => Native.GDALGetRasterCount(Handle);

    public Driver GetDriver()
    {
        Errors.Clear();
        return new Driver(Errors.Check(Native.GDALGetDatasetDriver(Handle)));
    }

    public Band GetRasterBand(int nBand)
    {
        Errors.Clear();
        var band = Errors.Check(Native.GDALGetRasterBand(Handle, nBand));
        return band == 0 ? null : new Band(band, this);
    }

    public void GetGeoTransform(double[] argout)
    {
        Errors.Clear();
        if (Native.GDALGetGeoTransform(Handle, argout) != 0)
        {
            double[] none = [0, 1, 0, 0, 0, 1];
            none.CopyTo(argout, 0);
        }

        Errors.Check();
    }

    public CPLErr SetGeoTransform(double[] argin)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALSetGeoTransform(Handle, argin));
    }

    public string GetProjection() => GetProjectionRef();

    public string GetProjectionRef()
    {
        Errors.Clear();
        return Errors.Check(Marshal.PtrToStringUTF8(Native.GDALGetProjectionRef(Handle)));
    }

    public CPLErr SetProjection(string prj)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALSetProjection(Handle, prj));
    }

    public SpatialReference GetSpatialRef()
    {
        Errors.Clear();
        var reference = Errors.Check(Native.GDALGetSpatialRef(Handle));
        return reference == 0 ? null : new SpatialReference(Native.OSRClone(reference));
    }

    public CPLErr SetSpatialRef(SpatialReference srs)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALSetSpatialRef(Handle, srs?.Handle ?? NativeHandle.Null));
    }

    public int GetGCPCount()
    {
        Errors.Clear();
        return Errors.Check(Native.GDALGetGCPCount(Handle));
    }

    public string GetGCPProjection()
    {
        Errors.Clear();
        return Errors.Check(Marshal.PtrToStringUTF8(Native.GDALGetGCPProjection(Handle)));
    }

    public GCP[] GetGCPs()
    {
        Errors.Clear();
        var count = Native.GDALGetGCPCount(Handle);
        var list = Errors.Check(Native.GDALGetGCPs(Handle));
        return list == 0 || count == 0 ? null : GCP.Read(list, count);
    }

    public CPLErr SetGCPs(GCP[] pGCPs, string pszGCPProjection)
    {
        Errors.Clear();
        return pGCPs is null || pGCPs.Length == 0
            ? CPLErr.CE_None
            : (CPLErr)Errors.Check(GCP.With(pGCPs, list => Native.GDALSetGCPs(Handle, pGCPs.Length, list, pszGCPProjection)));
    }

    public string[] GetFileList()
    {
        Errors.Clear();
        return Errors.Check(StringList.ReadAndFree(Native.GDALGetFileList(Handle)));
    }

    public CPLErr FlushCache()
    {
        Errors.Clear();
        Native.GDALFlushCache(Handle);
        return Errors.Check(Native.CPLGetLastErrorType() >= (int)CPLErr.CE_Failure ? CPLErr.CE_Failure : CPLErr.CE_None);
    }

    public CPLErr CreateMaskBand(int nFlags)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALCreateDatasetMaskBand(Handle, nFlags));
    }

    public int BuildOverviews(string resampling, int[] overviewlist)
    {
        Errors.Clear();
        return Errors.Check(Native.GDALBuildOverviews(Handle, resampling, overviewlist.Length, overviewlist, 0, 0, 0, 0));
    }

    internal static Dataset Wrap(nint pointer) => Errors.Check(pointer == 0 ? null : new Dataset(pointer));
}
