namespace OSGeo.OGR;

public class Envelope : IDisposable
{
    public double MinX { get; set; }

    public double MaxX { get; set; }

    public double MinY { get; set; }

    public double MaxY { get; set; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    internal void Take(double[] values) => (MinX, MaxX, MinY, MaxY) = (values[0], values[1], values[2], values[3]);
}
