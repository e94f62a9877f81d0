using System.Runtime.InteropServices;
using System.Text;
using OSGeo.Interop;

namespace OSGeo.GDAL;

/// <summary>Virtual files. As in the real bindings, C# can open, seek, tell, truncate and write text, but not read or stat.</summary>
public partial class Gdal
{
    public static IntPtr VSIFOpenL(string utf8_path, string pszMode)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIFOpenL(utf8_path, pszMode));
    }

    public static IntPtr VSIFOpenExL(string utf8_path, string pszMode, int bSetError)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIFOpenExL(utf8_path, pszMode, bSetError));
    }

    public static int VSIFCloseL(IntPtr fp)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIFCloseL(fp));
    }

    public static int VSIFSeekL(IntPtr fp, int offset, int whence)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIFSeekL(fp, unchecked((ulong)offset), whence));
    }

    public static int VSIFTellL(IntPtr fp)
    {
        Errors.Clear();
        return Errors.Check(unchecked((int)Native.VSIFTellL(fp)));
    }

    public static int VSIFTruncateL(IntPtr fp, int length)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIFTruncateL(fp, (ulong)length));
    }

    public static int VSIFWriteL(string arg0, int arg1, int arg2, IntPtr fp)
    {
        Errors.Clear();
        return Errors.Check((int)Native.VSIFWriteL(Encoding.UTF8.GetBytes(arg0 + '\0'), (nuint)arg1, (nuint)arg2, fp));
    }

    public static bool FileFromMemBuffer(string utf8_string, byte[] bytes)
    {
        Errors.Clear();
        var copy = Native.VSIMalloc((nuint)Math.Max(1, bytes.Length));
        Marshal.Copy(bytes, 0, copy, bytes.Length);
        var file = Errors.Check(Native.VSIFileFromMemBuffer(utf8_string, copy, (ulong)bytes.Length, takeOwnership: 1));
        return file != 0 && Native.VSIFCloseL(file) == 0;
    }

    public static int Unlink(string utf8_path)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIUnlink(utf8_path));
    }

    public static int Rename(string old_path, string new_path)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIRename(old_path, new_path));
    }

    public static int Mkdir(string utf8_path, int mode)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIMkdir(utf8_path, mode));
    }

    public static int MkdirRecursive(string utf8_path, int mode)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIMkdirRecursive(utf8_path, mode));
    }

    public static int Rmdir(string utf8_path)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIRmdir(utf8_path));
    }

    public static int RmdirRecursive(string utf8_path)
    {
        Errors.Clear();
        return Errors.Check(Native.VSIRmdirRecursive(utf8_path));
    }

    public static string[] ReadDir(string utf8_path, int nMaxFiles)
    {
        Errors.Clear();
        return Errors.Check(StringList.ReadAndFree(Native.VSIReadDirEx(utf8_path, nMaxFiles)));
    }

    public static string[] ReadDirRecursive(string utf8_path)
    {
        Errors.Clear();
        return Errors.Check(StringList.ReadAndFree(Native.VSIReadDirRecursive(utf8_path)));
    }

    public static void VSICurlClearCache() => Native.VSICurlClearCache();

    public static void VSICurlPartialClearCache(string utf8_path) => Native.VSICurlPartialClearCache(utf8_path);

    public static string GetSignedURL(string utf8_path, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        var url = Native.VSIGetSignedURL(utf8_path, list.Pointer);
        var text = Marshal.PtrToStringUTF8(url);
        Native.VSIFree(url);
        return Errors.Check(text);
    }
}
