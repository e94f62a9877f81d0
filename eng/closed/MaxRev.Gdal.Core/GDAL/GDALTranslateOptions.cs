using OSGeo.Interop;

namespace OSGeo.GDAL;

public class GDALTranslateOptions : IDisposable
{
    public GDALTranslateOptions(string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        Handle = Errors.Check(NativeHandle.Owned(Native.GDALTranslateOptionsNew(list.Pointer, 0), Native.GDALTranslateOptionsFree));
    }

    internal NativeHandle Handle { get; }

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
