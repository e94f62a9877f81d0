using OSGeo.Interop;

namespace OSGeo.OSR;

public class CoordinateTransformationOptions : IDisposable
{
    internal NativeHandle Handle { get; } =
        NativeHandle.Owned(Native.OCTNewCoordinateTransformationOptions(), Native.OCTDestroyCoordinateTransformationOptions);

    public bool SetAreaOfInterest(double westLongitudeDeg, double southLatitudeDeg, double eastLongitudeDeg, double northLatitudeDeg)
    {
        Errors.Clear();
        return Errors.Check(Native.OCTCoordinateTransformationOptionsSetAreaOfInterest(Handle, westLongitudeDeg, southLatitudeDeg, eastLongitudeDeg, northLatitudeDeg) != 0);
    }

    public bool SetBallparkAllowed(bool allowBallpark) => Native.OCTCoordinateTransformationOptionsSetBallparkAllowed(Handle, allowBallpark ? 1 : 0) != 0;

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
