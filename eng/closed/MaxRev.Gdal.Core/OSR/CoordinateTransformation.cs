using OSGeo.Interop;

namespace OSGeo.OSR;

public class CoordinateTransformation : IDisposable
{
    public CoordinateTransformation(SpatialReference src, SpatialReference dst)
    {
        Errors.Clear();
        Handle = Errors.Check(Own(Native.OCTNewCoordinateTransformation(src.Handle, dst.Handle)));
    }

    public CoordinateTransformation(SpatialReference src, SpatialReference dst, CoordinateTransformationOptions options)
    {
        Errors.Clear();
        Handle = Errors.Check(Own(Native.OCTNewCoordinateTransformationEx(src.Handle, dst.Handle, options?.Handle ?? NativeHandle.Null)));
    }

    private CoordinateTransformation(nint owned) => Handle = Own(owned);

    internal NativeHandle Handle { get; }

    public CoordinateTransformation GetInverse()
    {
        Errors.Clear();
        var inverse = Errors.Check(Native.OCTGetInverse(Handle));
        return inverse == 0 ? null : new CoordinateTransformation(inverse);
    }

    public void TransformPoint(double[] inout) => TransformPoint(inout, inout[0], inout[1], inout[2]);

    public void TransformPoint(double[] argout, double x, double y, double z)
    {
        double[] xs = [x], ys = [y], zs = [z];
        TransformPoints(1, xs, ys, zs);
        (argout[0], argout[1], argout[2]) = (xs[0], ys[0], zs[0]);
    }

    public void TransformPoints(int nCount, double[] x, double[] y, double[] z)
    {
        Errors.Clear();
        _ = Native.OCTTransform(Handle, nCount, x, y, z);
        Errors.Check();
    }

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static NativeHandle Own(nint pointer) => NativeHandle.Owned(pointer, Native.OCTDestroyCoordinateTransformation);
}
