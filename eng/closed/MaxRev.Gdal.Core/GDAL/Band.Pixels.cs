using OSGeo.Interop;

namespace OSGeo.GDAL;

public partial class Band
{
    public CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int pixelSpace, int lineSpace) =>
        ReadRaster(xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, buf_type, pixelSpace, lineSpace, null);

    public CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int pixelSpace, int lineSpace, RasterIOExtraArg extraArg)
    {
        Errors.Clear();
        var extra = RasterIOExtraArg.Of(extraArg);
        return (CPLErr)Errors.Check(Native.GDALRasterIOEx(Handle, 0, xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, (int)buf_type, pixelSpace, lineSpace, ref extra));
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, byte[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (byte* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Byte, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, short[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (short* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int16, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, int[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (int* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int32, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, float[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (float* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float32, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, double[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (double* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float64, pixelSpace, lineSpace);
        }
    }

    public CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int pixelSpace, int lineSpace) =>
        WriteRaster(xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, buf_type, pixelSpace, lineSpace, null);

    public CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int pixelSpace, int lineSpace, RasterIOExtraArg extraArg)
    {
        Errors.Clear();
        var extra = RasterIOExtraArg.Of(extraArg);
        return (CPLErr)Errors.Check(Native.GDALRasterIOEx(Handle, 1, xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, (int)buf_type, pixelSpace, lineSpace, ref extra));
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, byte[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (byte* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Byte, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, short[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (short* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int16, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, int[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (int* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int32, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, float[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (float* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float32, pixelSpace, lineSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, double[] buffer, int buf_xSize, int buf_ySize, int pixelSpace, int lineSpace)
    {
        fixed (double* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float64, pixelSpace, lineSpace);
        }
    }
}
