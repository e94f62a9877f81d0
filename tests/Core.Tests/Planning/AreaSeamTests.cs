using System.Globalization;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Planning;

/// <summary>Areas on images that reach the longitudes where their projection begins again.</summary>
public sealed class AreaSeamTests
{
    [Fact]
    public void FromMap_AnyImageAndArea_HoldsThePointsThatTheMapSays()
    {
        const int seed = 5;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            // Of the whole world, or of a part of it; from any longitude; upright, or turned.
            var width = random.Next(3) == 0 ? 360 : random.Next(5, 360);
            var size = new PixelSize(width * 4, 400);
            var geolocator = new CylinderGeolocator(random.Next(-180, 180), 60, 0.25, random.Next(2) == 0 ? 0 : random.Next(-20, 20), size);
            double west = random.Next(-540, 200), south = random.Next(-80, 60);
            double east = Math.Min(540, west + random.Next(1, 340)), north = south + random.Next(1, 30);
            Area area;
            try
            {
                area = Area.FromMap(FormattableString.Invariant($"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"), geolocator, size);
            }
            catch (Errors.RedKubeException e) when (e.Code == Errors.ErrorCode.AreaOutsideImage)
            {
                area = Area.FromPixels("POLYGON ((0 0, 1e-9 0, 0 1e-9, 0 0))", size);
            }

            for (var i = 0; i < 300; i++)
            {
                PixelPoint[] pixel = [new(random.NextDouble() * size.Width, random.NextDouble() * size.Height)];
                var map = new LonLat[1];
                geolocator.ToMap(pixel, map);
                var (lon, lat) = (map[0].Lon, map[0].Lat);
                var eastOfWest = lon - west - (360 * Math.Floor((lon - west) / 360));
                if (Math.Min(Math.Abs(lat - south), Math.Abs(lat - north)) < 0.1 || Math.Min(eastOfWest, Math.Abs(eastOfWest - (east - west))) < 0.1 || eastOfWest > 359.9)
                {
                    continue;
                }

                var expected = eastOfWest < east - west && lat > south && lat < north;
                Assert.True(expected == area.Contains(pixel[0]), string.Create(CultureInfo.InvariantCulture, $"seed {seed}, round {round}: {lon} {lat}, area {west} {south} {east} {north}, {geolocator}: {expected}"));
            }
        }
    }

    [Fact]
    public void FromMap_ImageOfMoreThanTheWorld_HoldsBothCopies()
    {
        var size = new PixelSize(400, 100);
        var area = Area.FromMap("POLYGON ((-175 0, -165 0, -165 10, -175 10, -175 0))", new CylinderGeolocator(-200, 50, 1, 0, size), size);

        Assert.True(area.Contains(new(30, 45)));
        Assert.True(area.Contains(new(390, 45)));
        Assert.False(area.Contains(new(200, 45)));
        Assert.Equal(200, area.SquarePixels, 1e-3);
    }

    /// <summary>A cylindrical projection as PROJ has them: longitudes come back in −180 to 180, and those beyond are taken for the ones a turn away.</summary>
    private sealed class CylinderGeolocator(double west, double north, double step, double angle, PixelSize size) : IGeolocator
    {
        private readonly (double Sin, double Cos) turn = Math.SinCos(angle * Math.PI / 180);

        public string Method => "affine";

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {west} {north}, {step} a pixel, {angle} degrees, {size}");

        public void ToMap(ReadOnlySpan<PixelPoint> pixels, Span<LonLat> map)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                double x = pixels[i].X - (size.Width / 2.0), y = pixels[i].Y - (size.Height / 2.0);
                var lon = west + (step * ((size.Width / 2.0) + (x * turn.Cos) - (y * turn.Sin)));
                var lat = north - (step * ((size.Height / 2.0) + (x * turn.Sin) + (y * turn.Cos)));
                map[i] = Math.Abs(lat) > 90 ? new(double.NaN, double.NaN) : new(Math.IEEERemainder(lon, 360), lat);
            }
        }

        public void ToPixels(ReadOnlySpan<LonLat> map, Span<PixelPoint> pixels)
        {
            for (var i = 0; i < map.Length; i++)
            {
                double x = ((Math.IEEERemainder(map[i].Lon, 360) - west) / step) - (size.Width / 2.0), y = ((north - map[i].Lat) / step) - (size.Height / 2.0);
                pixels[i] = new((size.Width / 2.0) + (x * turn.Cos) + (y * turn.Sin), (size.Height / 2.0) - (x * turn.Sin) + (y * turn.Cos));
            }
        }

        public void Dispose()
        {
        }
    }
}
