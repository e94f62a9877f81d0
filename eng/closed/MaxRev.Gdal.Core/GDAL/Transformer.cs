using OSGeo.Interop;

namespace OSGeo.GDAL;

public class Transformer : IDisposable
{
    private readonly NativeHandle handle;
    private readonly (Dataset Source, Dataset Target) owners;

    public Transformer(Dataset src, Dataset dst, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        var pointer = Native.GDALCreateGenImgProjTransformer2(src?.Handle ?? NativeHandle.Null, dst?.Handle ?? NativeHandle.Null, list.Pointer);
        handle = Errors.Check(NativeHandle.Owned(pointer, Native.GDALDestroyTransformer));
        owners = (src, dst);
    }

    public int TransformPoint(int bDstToSrc, double[] inout)
    {
        double[] x = [inout[0]], y = [inout[1]], z = [inout[2]];
        var done = TransformPoints(bDstToSrc, 1, x, y, z, new int[1]);
        (inout[0], inout[1], inout[2]) = (x[0], y[0], z[0]);
        return done;
    }

    public int TransformPoint(double[] argout, int bDstToSrc, double x, double y, double z)
    {
        (argout[0], argout[1], argout[2]) = (x, y, z);
        return TransformPoint(bDstToSrc, argout);
    }

    public int TransformPoints(int bDstToSrc, int nCount, double[] x, double[] y, double[] z, int[] panSuccess)
    {
        Errors.Clear();
        var done = Errors.Check(Native.GDALUseTransformer(handle, bDstToSrc, nCount, x, y, z, panSuccess));
        GC.KeepAlive(owners);
        return done;
    }

    public virtual void Dispose()
    {
        handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
