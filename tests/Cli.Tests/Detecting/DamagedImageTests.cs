namespace RedKube.Cli.Tests.Detecting;

/// <summary>An image of which some blocks cannot be decoded: the rest is done, what is missing is listed, and a mended file is finished.</summary>
public sealed class DamagedImageTests : IDisposable
{
    private readonly Workplace place = new(side: 1600);

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Detect_SomeBlocksUnreadable_Exits4AndListsTheRegionsThenGoesOnOnceMended()
    {
        Assert.Equal(0, (await Detect("whole.geojson")).ExitCode);
        var whole = await File.ReadAllBytesAsync(place["image.tif"]);
        var time = File.GetLastWriteTimeUtc(place["image.tif"]);
        var damaged = whole.ToArray();
        damaged.AsSpan(whole.Length / 2, 400).Fill(0xFF);
        Replace(damaged, time);

        var result = await Detect("out.geojson");

        Assert.True(result.ExitCode == 4, result.Error);
        Assert.Contains("RK2007", result.Error, StringComparison.Ordinal);
        Assert.Contains("missing from the output", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"\[\d+, \d+, \d+ × \d+\]", result.Error);
        Assert.True(new FileInfo(place["out.geojson"]).Length < new FileInfo(place["whole.geojson"]).Length);

        Replace(whole, time);
        var mended = await Detect("out.geojson");

        Assert.True(mended.ExitCode == 0, mended.Error);
        Assert.Contains("from an earlier run", mended.Error, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(place["whole.geojson"]), await File.ReadAllBytesAsync(place["out.geojson"]));
    }

    [Fact]
    public async Task Detect_NoBlockReadable_Exits3()
    {
        var image = await File.ReadAllBytesAsync(place["image.tif"]);
        image.AsSpan(3000).Fill(0xFF);
        Replace(image, File.GetLastWriteTimeUtc(place["image.tif"]));

        var result = await Detect("out.geojson");

        Assert.True(result.ExitCode == 3, result.Error);
        Assert.False(File.Exists(place["out.geojson"]));
    }

    private Task<ChildResult> Detect(string output) => place.DetectImageAsync(output, "--region-size", "512");

    private void Replace(byte[] image, DateTime time)
    {
        File.WriteAllBytes(place["image.tif"], image);
        File.SetLastWriteTimeUtc(place["image.tif"], time);
    }
}
