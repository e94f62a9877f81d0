using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.OGR;

public class MajorObject : IDisposable
{
    internal MajorObject(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public string[] GetMetadata(string pszDomain)
    {
        Errors.Clear();
        return Errors.Check(StringList.Read(Native.GDALGetMetadata(Handle, pszDomain)));
    }

    public string GetMetadataItem(string pszName, string pszDomain)
    {
        Errors.Clear();
        return Errors.Check(Marshal.PtrToStringUTF8(Native.GDALGetMetadataItem(Handle, pszName, pszDomain)));
    }

    public int SetMetadata(string[] papszMetadata, string pszDomain)
    {
        Errors.Clear();
        using var values = new StringList(papszMetadata);
        return Errors.Check(Native.GDALSetMetadata(Handle, values.Pointer, pszDomain));
    }

    public int SetMetadataItem(string pszName, string pszValue, string pszDomain)
    {
        Errors.Clear();
        return Errors.Check(Native.GDALSetMetadataItem(Handle, pszName, pszValue, pszDomain));
    }

    public string GetDescription() => Marshal.PtrToStringUTF8(Native.GDALGetDescription(Handle));

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
