using System.Runtime.InteropServices;

namespace OSGeo.Interop;

/// <summary>
/// What SWIG's wrappers do around each call: the thread's error state is cleared, then, where exceptions are asked for, a failure
/// that GDAL noted becomes an ApplicationException with its message.
/// </summary>
internal static class Errors
{
    private const int Failure = 3;

    private static volatile bool useExceptions;

    public static bool UseExceptions => useExceptions;

    public static void TurnOn()
    {
        useExceptions = true;
        _ = Native.CPLSetErrorHandler(NativeLibrary.GetExport(NativeLibrary.Load(Native.Library), "CPLQuietErrorHandler"));
    }

    public static void TurnOff()
    {
        useExceptions = false;
        _ = Native.CPLSetErrorHandler(NativeLibrary.GetExport(NativeLibrary.Load(Native.Library), "CPLDefaultErrorHandler"));
    }

    public static void Clear() => Native.CPLErrorReset();

    public static void Check()
    {
        if (useExceptions && Native.CPLGetLastErrorType() >= Failure)
        {
            throw new ApplicationException(Marshal.PtrToStringUTF8(Native.CPLGetLastErrorMsg()));
        }
    }

    public static T Check<T>(T result)
    {
        Check();
        return result;
    }

    /// <summary>OGRErr: SWIG throws its text where GDAL noted nothing.</summary>
    public static int CheckOgr(int error)
    {
        Check();
        return error == 0 || !useExceptions
            ? error
            : throw new ApplicationException(error switch
            {
                1 => "OGR Error: Not enough data",
                2 => "OGR Error: Not enough memory",
                3 => "OGR Error: Unsupported geometry type",
                4 => "OGR Error: Unsupported operation",
                5 => "OGR Error: Corrupt data",
                7 => "OGR Error: Unsupported SRS",
                8 => "OGR Error: Invalid handle",
                9 => "OGR Error: Non existing feature",
                _ => "OGR Error: General Error",
            });
    }
}
