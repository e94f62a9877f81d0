using RedKube.Cli.Parsing;

namespace RedKube.Cli.Tests.Parsing;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("--tile-sizee", "--tile-size")]
    [InlineData("--tilesize", "--tile-size")]
    [InlineData("--ouptut", "--output")]
    [InlineData("--treads", "--threads")]
    public void Nearest_Slip_FindsTheWord(string written, string meant) =>
        Assert.Equal(meant, Spelling.Nearest(written, ["--output", "--overlap", "--threads", "--tile-size"]));

    [Theory]
    [InlineData("--verbose")]
    [InlineData("x")]
    public void Nearest_OtherWord_FindsNothing(string written) =>
        Assert.Null(Spelling.Nearest(written, ["--output", "--overlap", "--threads", "--tile-size"]));
}
