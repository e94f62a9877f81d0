using OSGeo.GDAL;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Geolocation;

/// <summary>Images whose ground control points are too few, or lie so that they determine no place.</summary>
public sealed class ControlPointTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string, double[]> Unusable => new()
    {
        { "1 ground control point cannot", [10, 10] },
        { "2 ground control points cannot", [10, 10, 90, 10] },
        { "3 ground control points cannot", [10, 10, 50, 40, 90, 70] },
        { "7 ground control points cannot", [0, 0, 10, 10, 20, 20, 30, 30, 40, 40, 50, 50, 60, 60] },
        { "4 ground control points cannot", [10, 10, 10, 10, 10, 10, 10, 10] },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Open_PointsThatDetermineNothing_ReadsWithoutPlaceAndSaysWhy(string words, double[] places)
    {
        var path = Make(places);

        Assert.Null(Images.Source.OpenGeolocator(new ImageRef(path), new()));
        using var reader = Images.Open(path);
        using var block = Images.Read(reader);
        Assert.Equal(("none", null), (reader.Info.Georeference, reader.Info.GroundSampleDistanceMetres));
        Assert.Contains(words, reader.Info.GeoreferenceNote, StringComparison.Ordinal);
        Assert.Contains(words, reader.Info.LackOfPlace(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ThreePointsNotInLine_HasItsPlace()
    {
        using var reader = Images.Open(Make([0, 0, 100, 0, 0, 80]));

        Assert.Equal(("gcp", null), (reader.Info.Georeference, reader.Info.GeoreferenceNote));
    }

    private string Make(double[] places) => Images.Make(folder, "g.tif", 100, 80, 1, then: d => d.SetGCPs(
        [.. places.Chunk(2).Select(static (p, i) => new GCP(15 + (p[0] * 1e-4), 47 - (p[1] * 1e-4), 0, p[0], p[1], "", $"{i}"))], Images.Wkt(4326)));
}
