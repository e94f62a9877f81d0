using RedKube.Aggregator;
using RedKube.Core.Imagery;

namespace RedKube.Services.Tests;

public sealed class OutputWarningsTests
{
    private static readonly ImageInfo Info = new()
    {
        Name = "a.tif", Format = "GTiff", Size = new(10, 10), Bands = [], SampleType = SampleType.Byte, Block = new(10, 10), ContentVersion = "1",
    };

    [Theory]
    [InlineData("gpkg", "they are written with their pixels only")]
    [InlineData("geojson", "they are written with their pixels only")]
    [InlineData("fgb", "they are not in the output")]
    public void Of_DetectionsWithoutPlace_SaysWhatBecameOfThem(string format, string words)
    {
        var warning = Assert.Single(OutputWarnings.Of(Info, format, isGeoreferenced: true, unplaced: 7));

        Assert.StartsWith("7 of the detections", warning, StringComparison.Ordinal);
        Assert.Contains(words, warning, StringComparison.Ordinal);
    }
}
