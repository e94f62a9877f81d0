using System.Text.Json;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Imagery;

public sealed class NodataChoiceTests
{
    [Fact]
    public void TryParse_Words_GivesTheirChoice()
    {
        Assert.Equal(NodataChoice.None, NodataChoice.TryParse("None"));
        Assert.Equal(NodataChoice.Of(-9999.5), NodataChoice.TryParse("-9999.5"));
        Assert.Equal(NodataChoice.Of(double.NaN), NodataChoice.TryParse("nan"));
        Assert.Equal(NodataChoice.Of(double.NaN), NodataChoice.TryParse("NaN"));
        Assert.Null(NodataChoice.TryParse("infinity"));
        Assert.Null(NodataChoice.TryParse("black"));
    }

    [Theory]
    [InlineData("none", false)]
    [InlineData("nan", true)]
    [InlineData("0", true)]
    public void Json_AnyChoice_ComesBack(string text, bool usesMasks)
    {
        var choice = NodataChoice.TryParse(text)!;

        Assert.Equal(choice, JsonSerializer.Deserialize<NodataChoice>(JsonSerializer.Serialize(choice, JobJson.Options), JobJson.Options));
        Assert.Equal(usesMasks, choice.UsesMasks);
    }
}
