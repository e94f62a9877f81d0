using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Merging;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Jobs;

public sealed class JobKeyTests
{
    private static readonly ImageRef Image = new("https://me:pw@host/a.tif?sig=1");

    [Fact]
    public void Compute_SecretsOfTheAddress_DoNotCount() => Assert.Equal(
        Key(new DetectOptions()), JobKey.Compute(new ImageRef("https://host/a.tif?sig=2"), "v1", "m1", new DetectOptions()));

    [Fact]
    public void Compute_EveryOption_Counts()
    {
        var usual = new DetectOptions();
        DetectOptions[] others =
        [
            usual with { TileSize = 512 }, usual with { Overlap = TileOverlap.OfPixels(20) }, usual with { RegionSize = 4096 }, usual with { Confidence = 0.5f },
            usual with { Classes = ["ship"] }, usual with { BatchSize = 2 }, usual with { Device = "cpu" }, usual with { Merge = MergeRule.Nmm },
            usual with { Metric = OverlapMetric.Ios }, usual with { MergeThreshold = 0.4 }, usual with { ClassAgnostic = true }, usual with { Area = "POLYGON EMPTY" },
            usual with { AreaPixels = "POLYGON EMPTY" }, usual with { Bands = [3, 2, 1] }, usual with { Range = "minmax" }, usual with { Nodata = NodataChoice.None },
            usual with { Nodata = NodataChoice.Of(0) }, usual with { HeightMetres = 10 }, usual with { DemPath = "/dem.tif" },
        ];
        var keys = others.Append(usual).Select(Key).ToList();

        Assert.Equal(typeof(DetectOptions).GetProperties().Length + 1, others.Length);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, static k => Assert.Matches("^[0-9a-f]{64}$", k));
    }

    [Fact]
    public void Compute_OtherContentOrModel_Counts()
    {
        Assert.NotEqual(Key(new DetectOptions()), JobKey.Compute(Image, "v2", "m1", new DetectOptions()));
        Assert.NotEqual(Key(new DetectOptions()), JobKey.Compute(Image, "v1", "m2", new DetectOptions()));
    }

    [Fact]
    public void Compute_TitleOfTheImage_Counts() => Assert.NotEqual(
        Key(new DetectOptions()), JobKey.Compute(Image with { Title = "harbour.tif" }, "v1", "m1", new DetectOptions()));

    [Fact]
    public void Id_OutputPath_CountsHoweverItIsSpelt()
    {
        var key = Key(new DetectOptions());

        Assert.Equal(JobKey.Id(key, "/data/out.geojson"), JobKey.Id(key, "/data/x/../out.geojson"));
        Assert.NotEqual(JobKey.Id(key, "/data/out.geojson"), JobKey.Id(key, "/data/out.csv"));
        Assert.Matches("^[0-9a-f]{16}$", JobKey.Id(key, "/data/out.geojson").Value);
    }

    private static string Key(DetectOptions options) => JobKey.Compute(Image, "v1", "m1", options);
}
