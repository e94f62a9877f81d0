using System.Runtime.InteropServices;

namespace OSGeo.Interop;

/// <summary>The C ABI of libgdal: support library and virtual files.</summary>
internal static partial class Native
{
    public const string Library = "libgdal.so.32";

    [LibraryImport(Library)]
    public static partial void CPLErrorReset();

    [LibraryImport(Library)]
    public static partial int CPLGetLastErrorType();

    [LibraryImport(Library)]
    public static partial int CPLGetLastErrorNo();

    [LibraryImport(Library)]
    public static partial nint CPLGetLastErrorMsg();

    [LibraryImport(Library)]
    public static partial nint CPLSetErrorHandler(nint handler);

    [LibraryImport(Library)]
    public static partial void CPLPushErrorHandler(nint handler);

    [LibraryImport(Library)]
    public static partial void CPLPopErrorHandler();

    [LibraryImport(Library)]
    public static partial void CSLDestroy(nint list);

    [LibraryImport(Library)]
    public static partial void VSIFree(nint memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CPLGetConfigOption(string key, string defaultValue);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CPLSetConfigOption(string key, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CPLGetThreadLocalConfigOption(string key, string defaultValue);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CPLSetThreadLocalConfigOption(string key, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void VSISetPathSpecificOption(string prefix, string key, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIGetPathSpecificOption(string path, string key, string defaultValue);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void VSIClearPathSpecificOptions(string prefix);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIFOpenL(string path, string mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIFOpenExL(string path, string mode, int setError);

    [LibraryImport(Library)]
    public static partial int VSIFCloseL(nint file);

    [LibraryImport(Library)]
    public static partial int VSIFSeekL(nint file, ulong offset, int whence);

    [LibraryImport(Library)]
    public static partial ulong VSIFTellL(nint file);

    [LibraryImport(Library)]
    public static partial int VSIFTruncateL(nint file, ulong length);

    [LibraryImport(Library)]
    public static partial nuint VSIFWriteL(byte[] bytes, nuint size, nuint count, nint file);

    [LibraryImport(Library)]
    public static partial nint VSIMalloc(nuint bytes);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIFileFromMemBuffer(string path, nint data, ulong length, int takeOwnership);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIUnlink(string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIRename(string from, string to);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIMkdir(string path, long mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIMkdirRecursive(string path, long mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIRmdir(string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIRmdirRecursive(string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIReadDirEx(string path, int maxFiles);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIReadDirRecursive(string path);

    [LibraryImport(Library)]
    public static partial void VSICurlClearCache();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void VSICurlPartialClearCache(string prefix);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIGetSignedURL(string path, nint options);
}
