using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.GDAL;

public class ColorTable : IDisposable
{
    public ColorTable(PaletteInterp palette)
        : this(NativeHandle.Owned(Native.GDALCreateColorTable((int)palette), Native.GDALDestroyColorTable))
    {
    }

    internal ColorTable(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public PaletteInterp GetPaletteInterpretation() => (PaletteInterp)Native.GDALGetPaletteInterpretation(Handle);

    public int GetCount() => Native.GDALGetColorEntryCount(Handle);

    public ColorEntry GetColorEntry(int entry)
    {
        Errors.Clear();
        var pointer = Errors.Check(Native.GDALGetColorEntry(Handle, entry));
        return pointer == 0 ? null : new ColorEntry(Marshal.PtrToStructure<ColorEntry.Layout>(pointer));
    }

    public void SetColorEntry(int entry, ColorEntry centry)
    {
        Errors.Clear();
        Native.GDALSetColorEntry(Handle, entry, centry.ToLayout());
        Errors.Check();
    }

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
