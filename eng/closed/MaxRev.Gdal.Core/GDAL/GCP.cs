using System.Runtime.InteropServices;

namespace OSGeo.GDAL;

public class GCP : IDisposable
{
    public GCP(double x, double y, double z, double pixel, double line, string info, string id)
    {
        GCPX = x;
        GCPY = y;
        GCPZ = z;
        GCPPixel = pixel;
        GCPLine = line;
        Info = info;
        Id = id;
    }

    public double GCPX { get; set; }

    public double GCPY { get; set; }

    public double GCPZ { get; set; }

    public double GCPPixel { get; set; }

    public double GCPLine { get; set; }

    public string Info { get; set; }

    public string Id { get; set; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    internal static GCP[] Read(nint list, int count)
    {
        var result = new GCP[count];
        for (var i = 0; i < count; i++)
        {
            var g = Marshal.PtrToStructure<Layout>(list + (i * Marshal.SizeOf<Layout>()));
            result[i] = new GCP(g.X, g.Y, g.Z, g.Pixel, g.Line, Marshal.PtrToStringUTF8(g.Info), Marshal.PtrToStringUTF8(g.Id));
        }

        return result;
    }

    /// <summary>Lays the points out as GDAL wants them for the time of one call.</summary>
    internal static T With<T>(GCP[] points, Func<nint, T> call)
    {
        var size = Marshal.SizeOf<Layout>();
        var list = Marshal.AllocHGlobal(Math.Max(1, points.Length * size));
        var strings = new List<nint>();
        try
        {
            for (var i = 0; i < points.Length; i++)
            {
                var g = points[i];
                strings.Add(Marshal.StringToCoTaskMemUTF8(g.Id ?? ""));
                strings.Add(Marshal.StringToCoTaskMemUTF8(g.Info ?? ""));
                var layout = new Layout { Id = strings[^2], Info = strings[^1], Pixel = g.GCPPixel, Line = g.GCPLine, X = g.GCPX, Y = g.GCPY, Z = g.GCPZ };
                Marshal.StructureToPtr(layout, list + (i * size), fDeleteOld: false);
            }

            return call(list);
        }
        finally
        {
            strings.ForEach(Marshal.FreeCoTaskMem);
            Marshal.FreeHGlobal(list);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Layout
    {
        public nint Id;
        public nint Info;
        public double Pixel;
        public double Line;
        public double X;
        public double Y;
        public double Z;
    }
}
