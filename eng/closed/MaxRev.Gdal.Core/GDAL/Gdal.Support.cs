using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.GDAL;

public partial class Gdal
{
    public static void UseExceptions() => Errors.TurnOn();

    public static void DontUseExceptions() => Errors.TurnOff();

    public static void ErrorReset() => Native.CPLErrorReset();

    public static string GetLastErrorMsg() => Marshal.PtrToStringUTF8(Native.CPLGetLastErrorMsg());

    public static int GetLastErrorNo() => Native.CPLGetLastErrorNo();

    public static int GetLastErrorType() => Native.CPLGetLastErrorType();

    public static CPLErr PushErrorHandler(string pszCallbackName)
    {
        if (Handler(pszCallbackName) is not { } handler)
        {
            return CPLErr.CE_Fatal;
        }

        Native.CPLPushErrorHandler(handler);
        return CPLErr.CE_None;
    }

    public static void PopErrorHandler() => Native.CPLPopErrorHandler();

    public static CPLErr SetErrorHandler(string pszCallbackName)
    {
        if (Handler(pszCallbackName) is not { } handler)
        {
            return CPLErr.CE_Fatal;
        }

        _ = Native.CPLSetErrorHandler(handler);
        return CPLErr.CE_None;
    }

    public static string GetConfigOption(string pszKey, string pszDefault) => Marshal.PtrToStringUTF8(Native.CPLGetConfigOption(pszKey, pszDefault));

    public static void SetConfigOption(string pszKey, string pszValue) => Native.CPLSetConfigOption(pszKey, pszValue);

    public static string GetThreadLocalConfigOption(string pszKey, string pszDefault) =>
        Marshal.PtrToStringUTF8(Native.CPLGetThreadLocalConfigOption(pszKey, pszDefault));

    public static void SetThreadLocalConfigOption(string pszKey, string pszValue) => Native.CPLSetThreadLocalConfigOption(pszKey, pszValue);

    public static string GetPathSpecificOption(string path, string key, string default_value) =>
        Marshal.PtrToStringUTF8(Native.VSIGetPathSpecificOption(path, key, default_value));

    public static void SetPathSpecificOption(string path_prefix, string key, string value) => Native.VSISetPathSpecificOption(path_prefix, key, value);

    public static void ClearPathSpecificOptions(string path_prefix) => Native.VSIClearPathSpecificOptions(path_prefix);

    private static nint? Handler(string name) => name switch
    {
        null or "CPLDefaultErrorHandler" or "CPLQuietErrorHandler" or "CPLLoggingErrorHandler" =>
            NativeLibrary.GetExport(NativeLibrary.Load(Native.Library), name ?? "CPLDefaultErrorHandler"),
        _ => null,
    };
}
