using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.GDAL;

public class MajorObject : IDisposable
{
    internal MajorObject(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public string[] GetMetadataDomainList()
    {
        Errors.Clear();
        return Errors.Check(StringList.ReadAndFree(Native.GDALGetMetadataDomainList(Handle)));
    }

    public string[] GetMetadata(string pszDomain)
    {
        Errors.Clear();
        return Errors.Check(StringList.Read(Native.GDALGetMetadata(Handle, pszDomain)));
    }

    public CPLErr SetMetadata(string[] papszMetadata, string pszDomain)
    {
        Errors.Clear();
        using var values = new StringList(papszMetadata);
        return (CPLErr)Errors.Check(Native.GDALSetMetadata(Handle, values.Pointer, pszDomain));
    }

    public CPLErr SetMetadata(string pszMetadataString, string pszDomain) => SetMetadata([pszMetadataString], pszDomain);

    public string GetMetadataItem(string pszName, string pszDomain)
    {
        Errors.Clear();
        return Errors.Check(Marshal.PtrToStringUTF8(Native.GDALGetMetadataItem(Handle, pszName, pszDomain)));
    }

    public CPLErr SetMetadataItem(string pszName, string pszValue, string pszDomain)
    {
        Errors.Clear();
        return (CPLErr)Errors.Check(Native.GDALSetMetadataItem(Handle, pszName, pszValue, pszDomain));
    }

    public string GetDescription()
    {
        Errors.Clear();
        return Errors.Check(Marshal.PtrToStringUTF8(Native.GDALGetDescription(Handle)));
    }

    public void SetDescription(string pszNewDesc)
    {
        Errors.Clear();
        Native.GDALSetDescription(Handle, pszNewDesc);
        Errors.Check();
    }

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
