using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class OutputFormatsTests
{
    [Theory]
    [InlineData("a.geojson", "geojson")]
    [InlineData("/x/A.GEOJSON", "geojson")]
    [InlineData("a.json", "geojson")]
    [InlineData("a.geojsonseq", "geojsonseq")]
    [InlineData("a.geojsonl", "geojsonseq")]
    [InlineData("a.gpkg", "gpkg")]
    [InlineData("a.fgb", "fgb")]
    [InlineData("s3://bucket/a.csv?versionId=1", "csv")]
    [InlineData("a.shp", null)]
    [InlineData("folder", null)]
    public void FromPath_Ending_NamesTheFormat(string path, string? format) => Assert.Equal(format, OutputFormats.FromPath(path));

    [Theory]
    [InlineData("a.gpkg", null, "gpkg")]
    [InlineData("a.gpkg", "gpkg", "gpkg")]
    [InlineData("a.json", "geojson", "geojson")]
    [InlineData("folder", "csv", "csv")]
    public void Resolve_Agreeing_GivesTheFormat(string path, string? asked, string format) => Assert.Equal(format, OutputFormats.Resolve(path, asked));

    [Theory]
    [InlineData("a.gpkg", "csv", ErrorCode.OptionsConflict)]
    [InlineData("a.gpkg", "shp", ErrorCode.FormatUnknown)]
    [InlineData("a.shp", null, ErrorCode.FormatUnknown)]
    public void Resolve_Disagreeing_SaysBoth(string path, string? asked, ErrorCode code)
    {
        var error = Assert.Throws<RedKubeException>(() => OutputFormats.Resolve(path, asked));

        Assert.Equal(code, error.Code);
        Assert.Contains(asked ?? path, error.Message, StringComparison.Ordinal);
    }
}
