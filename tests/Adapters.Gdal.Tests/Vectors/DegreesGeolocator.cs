using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Tests.Vectors;

/// <summary>An image whose pixels are steps of longitude and latitude; longitudes come back in −180 to 180, points beyond a pole as NaN.</summary>
internal sealed class DegreesGeolocator(double lon, double lat, double step, double quarterTurns = 0) : IGeolocator
{
    public int Calls { get; private set; }

    public string Method => "affine";

    public void ToMap(ReadOnlySpan<PixelPoint> pixels, Span<LonLat> map)
    {
        Calls++;
        var (sin, cos) = Math.SinCos(quarterTurns * Math.PI / 2);
        for (var i = 0; i < pixels.Length; i++)
        {
            double x = pixels[i].X * step, y = -pixels[i].Y * step;
            var at = lat + (x * sin) + (y * cos);
            map[i] = Math.Abs(at) > 90 ? new(double.NaN, double.NaN) : new(Math.IEEERemainder(lon + (x * cos) - (y * sin), 360), at);
        }
    }

    public void ToPixels(ReadOnlySpan<LonLat> map, Span<PixelPoint> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = new(Math.IEEERemainder(map[i].Lon - lon, 360) / step, (lat - map[i].Lat) / step);
        }
    }

    public void Dispose()
    {
    }
}
