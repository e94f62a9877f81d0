using OSGeo.Interop;

namespace OSGeo.GDAL;

public partial class Dataset
{
    public CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace) =>
        ReadRaster(xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, buf_type, bandCount, bandMap, pixelSpace, lineSpace, bandSpace, null);

    public CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace, RasterIOExtraArg extraArg)
    {
        Errors.Clear();
        var extra = RasterIOExtraArg.Of(extraArg);
        return (CPLErr)Errors.Check(Native.GDALDatasetRasterIOEx(Handle, 0, xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, (int)buf_type, bandCount, bandMap, pixelSpace, lineSpace, bandSpace, ref extra));
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, byte[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (byte* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Byte, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, short[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (short* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int16, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, int[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (int* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int32, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, float[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (float* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float32, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr ReadRaster(int xOff, int yOff, int xSize, int ySize, double[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (double* first = buffer)
        {
            return ReadRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float64, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace) =>
        WriteRaster(xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, buf_type, bandCount, bandMap, pixelSpace, lineSpace, bandSpace, null);

    public CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, IntPtr buffer, int buf_xSize, int buf_ySize, DataType buf_type, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace, RasterIOExtraArg extraArg)
    {
        Errors.Clear();
        var extra = RasterIOExtraArg.Of(extraArg);
        return (CPLErr)Errors.Check(Native.GDALDatasetRasterIOEx(Handle, 1, xOff, yOff, xSize, ySize, buffer, buf_xSize, buf_ySize, (int)buf_type, bandCount, bandMap, pixelSpace, lineSpace, bandSpace, ref extra));
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, byte[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (byte* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Byte, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, short[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (short* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int16, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, int[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (int* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Int32, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, float[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (float* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float32, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }

    public unsafe CPLErr WriteRaster(int xOff, int yOff, int xSize, int ySize, double[] buffer, int buf_xSize, int buf_ySize, int bandCount, int[] bandMap, int pixelSpace, int lineSpace, int bandSpace)
    {
        fixed (double* first = buffer)
        {
            return WriteRaster(xOff, yOff, xSize, ySize, (nint)first, buf_xSize, buf_ySize, DataType.GDT_Float64, bandCount, bandMap, pixelSpace, lineSpace, bandSpace);
        }
    }
}
