using System.Runtime.InteropServices;

namespace OSGeo.GDAL;

public class ColorEntry : IDisposable
{
    public ColorEntry()
    {
    }

    internal ColorEntry(Layout layout)
    {
        c1 = layout.C1;
        c2 = layout.C2;
        c3 = layout.C3;
        c4 = layout.C4;
    }

    public short c1 { get; set; }

    public short c2 { get; set; }

    public short c3 { get; set; }

    public short c4 { get; set; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    internal Layout ToLayout() => new() { C1 = c1, C2 = c2, C3 = c3, C4 = c4 };

    [StructLayout(LayoutKind.Sequential)]
    internal struct Layout
    {
        public short C1;
        public short C2;
        public short C3;
        public short C4;
    }
}
