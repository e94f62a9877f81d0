using OSGeo.Interop;

namespace OSGeo.GDAL;

public partial class Band : MajorObject
{
    internal Band(nint pointer, object owner)
        : base(NativeHandle.Borrowed(pointer, owner))
    {
    }

    public int XSize => Native.GDALGetRasterBandXSize(Handle);

    public int YSize => Native.GDALGetRasterBandYSize(Handle);

    public DataType DataType => (DataType)Native.GDALGetRasterDataType(Handle);

    public void GetBlockSize(out int pnBlockXSize, out int pnBlockYSize)
    {
        Errors.Clear();
        Native.GDALGetBlockSize(Handle, out pnBlockXSize, out pnBlockYSize);
        Errors.Check();
    }

    public ColorInterp GetColorInterpretation() => GetRasterColorInterpretation();

    public ColorInterp GetRasterColorInterpretation()
    {
        Errors.Clear();
        return (ColorInterp)Errors.Check(Native.GDALGetRasterColorInterpretation(Handle));
    }

    public CPLErr SetColorInterpretation(ColorInterp val) => SetRasterColorInterpretation(val);

    public CPLErr SetRasterColorInterpretation(ColorInterp val)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALSetRasterColorInterpretation(Handle, (int)val));
    }

    public void GetNoDataValue(out double val, out int hasval)
    {
        Errors.Clear();
        val = Native.GDALGetRasterNoDataValue(Handle, out hasval);
        Errors.Check();
    }

    public CPLErr SetNoDataValue(double d)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALSetRasterNoDataValue(Handle, d));
    }

    public Band GetMaskBand()
    {
        Errors.Clear();
        return Wrap(Errors.Check(Native.GDALGetMaskBand(Handle)));
    }

    public int GetMaskFlags()
    {
        Errors.Clear();
        return Errors.Check(Native.GDALGetMaskFlags(Handle));
    }

    public CPLErr CreateMaskBand(int nFlags)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALCreateMaskBand(Handle, nFlags));
    }

    public int GetOverviewCount()
    {
        Errors.Clear();
        return Errors.Check(Native.GDALGetOverviewCount(Handle));
    }

    public Band GetOverview(int i)
    {
        Errors.Clear();
        return Wrap(Errors.Check(Native.GDALGetOverview(Handle, i)));
    }

    public ColorTable GetColorTable() => GetRasterColorTable();

    public ColorTable GetRasterColorTable()
    {
        Errors.Clear();
        var table = Errors.Check(Native.GDALGetRasterColorTable(Handle));
        return table == 0 ? null : new ColorTable(NativeHandle.Borrowed(table, this));
    }

    public int SetColorTable(ColorTable arg) => SetRasterColorTable(arg);

    public int SetRasterColorTable(ColorTable arg)
    {
        Errors.Clear();
        return Errors.Check(Native.GDALSetRasterColorTable(Handle, arg.Handle));
    }

    public CPLErr Fill(double real_fill, double imag_fill)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALFillRaster(Handle, real_fill, imag_fill));
    }

    public int Checksum(int xoff, int yoff, int xsize, int ysize)
    {
        Errors.Clear();
        return Errors.Check(Native.GDALChecksumImage(Handle, xoff, yoff, xsize, ysize));
    }

    private Band Wrap(nint pointer) => pointer == 0 ? null : new Band(pointer, this);
}
