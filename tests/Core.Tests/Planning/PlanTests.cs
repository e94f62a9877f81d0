using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Planning;

public sealed class PlanTests
{
    [Fact]
    public void Regions_AreaWithAHole_HaveATileThatTouchesIt()
    {
        var spec = Spec(new(4000, 4000), new(256, 256)) with
        {
            RegionSize = 700, AreaPixels = "POLYGON ((100 100, 3900 100, 3900 3900, 100 3900, 100 100), (600 600, 3400 600, 3400 3400, 600 3400, 600 600))",
        };
        var plan = new Plan(spec);

        var regions = plan.Regions().ToList();

        Assert.Equal(regions.Count, plan.RegionCount);
        Assert.Equal(regions.Sum(r => plan.TilesOf(r).LongCount()), plan.TileCount);
        Assert.All(regions, r => Assert.NotEmpty(plan.TilesOf(r)));
        Assert.True(plan.RegionCount < plan.Layout.Count);
        var all = Enumerable.Range(0, (int)plan.Grid.Count).Select(i => plan.Grid.At((long)i)).Count(t => plan.Area!.TouchesTile(t.Rect));
        Assert.Equal(all, plan.TileCount);
    }

    [Fact]
    public void Plan_HalfAMillionPixelsASide_HoldsNoTiles()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var plan = new Plan(Spec(new(500_000, 500_000), new(512, 512)));
        var estimate = ReadEstimate.Of(plan);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Equal(plan.Layout.Count, plan.RegionCount);
        Assert.InRange(estimate.Factor, 1, 1.03);
        Assert.Null(estimate.Warning(plan, "huge.tif"));
    }

    [Fact]
    public void OrderOf_WideImage_IsEveryRegionOnceStripByStrip()
    {
        var plan = new Plan(Spec(new(200_000, 60_000), new(512, 512)));

        var order = plan.Regions().OrderBy(r => plan.OrderOf(r.Index)).Select(static r => r.Index).ToList();

        Assert.InRange(plan.StripColumns, 2, plan.Layout.Columns - 1);
        Assert.Equal(plan.Layout.Count, order.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, plan.StripColumns).Append(plan.Layout.Columns), order.Take(plan.StripColumns + 1));
    }

    [Fact]
    public void ReadEstimate_BordersThatFitTheMemory_IsOne()
    {
        var plan = new Plan(Spec(new(20_000, 20_000), new(512, 512)));

        var estimate = ReadEstimate.Of(plan);

        Assert.Equal(40 * 40, estimate.BlocksNeeded);
        Assert.Equal(1, estimate.Factor);
        Assert.Equal(3L * 20_000 * 20_000, estimate.Bytes);
    }

    [Fact]
    public void Plan_Strips_AreBandsOfFullWidth()
    {
        var plan = new Plan(Spec(new(20_000, 20_000), new(20_000, 1)));

        Assert.True(plan.Layout.IsBands);
        Assert.Equal(1, plan.Layout.Columns);
        Assert.Equal(20_000, plan.Blocks.Part.Width);
        Assert.False(plan.Blocks.DividesBlocks);
        Assert.Equal(1, ReadEstimate.Of(plan).Factor);
    }

    [Fact]
    public void Plan_StripsBeyondTheMemory_AreReadInPiecesWithAWarning()
    {
        var plan = new Plan(Spec(new(200_000, 20_000), new(200_000, 1)));

        var estimate = ReadEstimate.Of(plan);

        Assert.False(plan.Layout.IsBands);
        Assert.True(plan.Blocks.DividesBlocks);
        Assert.InRange(estimate.Factor, 20, 80);
        var warning = estimate.Warning(plan, "wide.tif");
        Assert.Contains("gdal_translate", warning, StringComparison.Ordinal);
        Assert.Contains("TILED=YES", warning, StringComparison.Ordinal);
        Assert.Contains("\"wide.tif\"", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(-5)]
    public void RegionSize_TooSmall_IsRefused(int size) =>
        Assert.Equal(ErrorCode.OptionOutOfRange, Assert.Throws<RedKubeException>(() => Planner.RegionSize(size)).Code);

    [Theory]
    [InlineData("128", 1024, 128)]
    [InlineData("20%", 1024, 204)]
    [InlineData("10%", 1024, 102)]
    [InlineData("0", 640, 0)]
    [InlineData(" 12.5% ", 640, 80)]
    public void Overlap_Text_IsPixelsOfTheTile(string text, int tile, int expected) =>
        Assert.Equal(new PixelSize(expected, expected), TileOverlap.Parse(text).In(new(tile, tile)));

    [Theory]
    [InlineData("-1", ErrorCode.OptionOutOfRange)]
    [InlineData("-1%", ErrorCode.OptionOutOfRange)]
    [InlineData("much", ErrorCode.OptionOutOfRange)]
    [InlineData("100%", ErrorCode.OverlapNotSmallerThanTile)]
    [InlineData("64", ErrorCode.OverlapNotSmallerThanTile)]
    public void Overlap_Impossible_IsRefused(string text, ErrorCode code) =>
        Assert.Equal(code, Assert.Throws<RedKubeException>(() => TileOverlap.Parse(text).In(new(64, 64))).Code);

    private static PlanSpec Spec(PixelSize image, PixelSize block) => new()
    {
        Image = image,
        ContentVersion = "1",
        FileBlock = block,
        SampleType = SampleType.Byte,
        HasMask = false,
        TileSize = new(1024, 1024),
        Overlap = new(102, 102),
        RegionSize = 8192,
        MemoryBytes = 256 << 20,
        Bands = [1, 2, 3],
        Ranges = [],
    };
}
