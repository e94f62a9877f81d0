using System.Runtime.InteropServices;

namespace OSGeo.GDAL;

public class RasterIOExtraArg : IDisposable
{
    public int nVersion { get; set; }

    public RIOResampleAlg eResampleAlg { get; set; }

    public int bFloatingPointWindowValidity { get; set; }

    public double dfXOff { get; set; }

    public double dfYOff { get; set; }

    public double dfXSize { get; set; }

    public double dfYSize { get; set; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    internal static Layout Of(RasterIOExtraArg arg) => arg is null
        ? new Layout { Version = 1 }
        : new Layout
        {
            Version = arg.nVersion,
            Resample = (int)arg.eResampleAlg,
            FloatingPoint = arg.bFloatingPointWindowValidity,
            X = arg.dfXOff,
            Y = arg.dfYOff,
            Width = arg.dfXSize,
            Height = arg.dfYSize,
        };

    [StructLayout(LayoutKind.Sequential)]
    internal struct Layout
    {
        public int Version;
        public int Resample;
        public nint Progress;
        public nint ProgressData;
        public int FloatingPoint;
        public double X;
        public double Y;
        public double Width;
        public double Height;
    }
}
