using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class FeatureBuilderTests
{
    // At the equator a millionth of a degree is 0.1113 m east and 0.1106 m north.
    private const double Step = 1e-6;
    private const double East = 0.11131949;
    private const double North = 0.11057427;

    [Fact]
    public void Build_PlainBox_MeasuresItsSidesAndHasNoHeading()
    {
        var feature = Build([new(new(100, 100, 400, 200), 0, 0.5f, 0)], new DegreesGeolocator(10, 0, Step))[0];

        Assert.Equal(300 * East, feature.LengthMetres!.Value, 1e-4);
        Assert.Equal(100 * North, feature.WidthMetres!.Value, 1e-4);
        Assert.Equal(300 * East * 100 * North, feature.AreaSquareMetres!.Value, 1e-3);
        Assert.Null(feature.HeadingDegrees);
        Assert.Equal(4, feature.Outline!.Count);
        Assert.Equal(10 + (100 * Step), feature.Outline[0].Lon, 1e-12);
        Assert.Equal(-100 * Step, feature.Outline[0].Lat, 1e-12);
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(90, 0)]
    [InlineData(-90, 0)]
    [InlineData(45, 135)]
    [InlineData(-45, 45)]
    [InlineData(30, 120)]
    [InlineData(180, 90)]
    public void Build_OrientedBox_HeadsFromTrueNorthClockwise(double angleDegrees, double heading)
    {
        var box = new OrientedBox(new(1000, 1000), 400, 100, angleDegrees * Math.PI / 180);

        var feature = Build([new(box.Bounds, 0, 0.5f, 0, box)], new DegreesGeolocator(10, 0, Step))[0];

        // The pixels are not quite square on the ground (0.7 %), which turns a slanted box by up to 0.2 degrees.
        Assert.InRange(Math.Abs(Math.IEEERemainder(feature.HeadingDegrees!.Value - heading, 180)), 0, 0.25);
        Assert.InRange(feature.HeadingDegrees.Value, 0, 180);
        Assert.InRange(feature.LengthMetres!.Value, 400 * North * 0.999, 400 * East * 1.001);
    }

    [Fact]
    public void Build_OrientedBoxHigherThanWide_HeadsAlongItsHeight()
    {
        var box = new OrientedBox(new(1000, 1000), 100, 400, 0);

        var feature = Build([new(box.Bounds, 0, 0.5f, 0, box)], new DegreesGeolocator(10, 0, Step))[0];

        Assert.InRange(Math.Abs(Math.IEEERemainder(feature.HeadingDegrees!.Value, 180)), 0, 1e-6);
    }

    [Fact]
    public void Build_RotatedImage_TurnsTheHeading()
    {
        var box = new OrientedBox(new(1000, 1000), 400, 100, 0);

        var feature = Build([new(box.Bounds, 0, 0.5f, 0, box)], new DegreesGeolocator(10, 0, Step, quarterTurns: 1))[0];

        Assert.InRange(Math.Abs(Math.IEEERemainder(feature.HeadingDegrees!.Value, 180)), 0, 1e-3);
    }

    [Fact]
    public void Build_Polygon_MeasuresTheLeastRectangleAroundIt()
    {
        // A right-angled triangle with legs of 300 and 40 px.
        var polygon = new PixelPolygon([new(0, 0), new(300, 0), new(0, 40)]);

        var feature = Build([new(polygon.Bounds, 0, 0.5f, 0, polygon)], new DegreesGeolocator(10, 0, Step))[0];

        // Both the rectangle on the legs and the one on the hypotenuse have twice its area; either is right.
        Assert.Equal(300 * East * 40 * North, feature.LengthMetres!.Value * feature.WidthMetres!.Value, 0.01);
        Assert.Equal(300 * East * 40 * North / 2, feature.AreaSquareMetres!.Value, 0.01);
        Assert.Null(feature.HeadingDegrees);
    }

    [Fact]
    public void Build_CornerWithoutAPlace_KeepsTheFeatureAndCountsIt()
    {
        var builder = new FeatureBuilder(Samples.Header(), Samples.Names, new DegreesGeolocator(10, 89.9999, 1e-5));

        var features = builder.Build([new(new(0, -20, 5, 5), 0, 0.5f, 0), new(new(0, 0, 5, 5), 0, 0.5f, 0)]).ToList();

        Assert.Null(features[0].Outline);
        Assert.Null(features[0].LengthMetres);
        Assert.NotNull(features[1].Outline);
        Assert.Equal(1, builder.Unplaced);
    }

    [Fact]
    public void Build_NoGeolocator_HasPixelsOnly()
    {
        var feature = Build([new(new(0, 0, 5, 5), 1, 0.5f, 0)], null)[0];

        Assert.Null(feature.Outline);
        Assert.Null(feature.AreaSquareMetres);
        Assert.Equal("tank, \"round\"", feature.ClassName);
    }

    [Fact]
    public void Build_ManyDetections_CallsTheGeolocatorInBatches()
    {
        var geolocator = new DegreesGeolocator(10, 0, Step);

        var features = Build(Enumerable.Range(0, 5000).Select(static i => new Detection(new(0, i, 5, i + 5), 0, 0.5f, 0)), geolocator);

        Assert.Equal(5000, features.Count);
        Assert.Equal(3, geolocator.Calls);
        Assert.Equal(5000, features.Select(static f => f.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(-4999 * Step, features[4999].Outline![0].Lat, 1e-12);
    }

    [Fact]
    public void Build_KnownDetection_HasTheIdOfItsContent()
    {
        // SHA-256 of "aa…a\0harbour "north".tif\0ship\0" and the corners in 1/256 px as little-endian 64-bit integers, worked out with Python's hashlib.
        var feature = Build([new(new(10, 20, 60.5, 70.12345), 0, 0.9f, 0)], null)[0];

        Assert.Equal("b099ccae38514c65", feature.Id);
    }

    [Fact]
    public void Build_SameContent_NumbersRepeatsInOutputOrder()
    {
        var box = new PixelBox(1, 2, 3, 4);
        Detection[] detections =
        [
            new(box, 0, 0.9f, 0), new(box, 0, 0.8f, 1), new(box, 1, 0.8f, 1), new(box with { YMin = 2.0001 }, 0, 0.7f, 2), new(box with { YMin = 2.5 }, 0, 0.7f, 2),
        ];

        var ids = Build(detections, null).ConvertAll(static f => f.Id);

        Assert.True(ids[0].Length == 16 && ids[0].All(char.IsAsciiHexDigitLower), ids[0]);
        Assert.Equal(ids[0] + "-2", ids[1]);
        Assert.NotEqual(ids[0], ids[2], StringComparer.Ordinal);
        Assert.Equal(ids[0] + "-3", ids[3]);
        Assert.Equal(16, ids[4].Length);
        Assert.NotEqual(ids[0], ids[4], StringComparer.Ordinal);
    }

    [Fact]
    public void Build_OutOfOrder_IsAFaultOfOurs()
    {
        Detection[] detections = [new(new(0, 5, 5, 9), 0, 0.5f, 0), new(new(0, 0, 5, 9), 0, 0.5f, 0)];

        var error = Assert.Throws<RedKubeException>(() => Build(detections, null));

        Assert.Equal(ErrorCode.Bug, error.Code);
    }

    private static List<Feature> Build(IEnumerable<Detection> detections, IGeolocator? geolocator) =>
        [.. new FeatureBuilder(Samples.Header(geolocator is not null), Samples.Names, geolocator).Build(detections)];
}
