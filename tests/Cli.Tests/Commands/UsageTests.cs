namespace RedKube.Cli.Tests.Commands;

public sealed class UsageTests : IDisposable
{
    private readonly RecordingConsole console = new();

    public void Dispose() => console.Dispose();

    [Fact]
    public async Task Run_NoArguments_ShowsTheCommandsOnStdout()
    {
        Assert.Equal(0, await console.RunAsync());

        Assert.Contains("Commands:", console.Output, StringComparison.Ordinal);
        Assert.Empty(console.Error);
    }

    [Fact]
    public async Task Run_Version_IsOneLine()
    {
        Assert.Equal(0, await console.RunAsync("--version"));

        Assert.Matches(@"^redkube \d+\.\d+\.\d+\s*$", console.Output);
    }

    [Fact]
    public async Task Run_UnknownCommand_SaysWhichWasMeant()
    {
        Assert.Equal(2, await console.RunAsync("sampel"));

        Assert.Equal("error: There is no command \"sampel\". Did you mean sample?", console.Error.Trim());
    }

    [Theory]
    [InlineData("sampel", "-h")]
    [InlineData("sampel", "--help")]
    [InlineData("sample", "scnee", "--help")]
    public async Task Run_HelpOfAnUnknownCommand_IsAFault(params string[] words)
    {
        Assert.Equal(2, await console.RunAsync(words));

        Assert.Contains($"There is no command \"{words[^2]}\". Did you mean", console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    [Theory]
    [InlineData("scene.png", "truth.geojson", "GeoTIFF")]
    [InlineData("scene.tif", "./scene.tif", "the same file")]
    public async Task Run_SceneThatCannotBeWhatItsNameSays_IsAFault(string file, string truth, string said)
    {
        Assert.Equal(2, await console.RunAsync("sample", "scene", file, "--truth", truth));

        Assert.Contains(said, console.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Run_SeveralFaults_ReportsAllAtOnce()
    {
        Assert.Equal(2, await console.RunAsync("sample", "scene", "x.tif", "--widht", "20", "--bits", "12", "--compress", "xz", "--seed"));

        var lines = console.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("There is no option --widht. Did you mean --width?", console.Error, StringComparison.Ordinal);
        Assert.Contains("--bits: found \"12\", expected one of 8, 16.", console.Error, StringComparison.Ordinal);
        Assert.Contains("--compress: found \"xz\"", console.Error, StringComparison.Ordinal);
        Assert.Contains("--seed has no value", console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
        Assert.False(File.Exists("x.tif"));
    }

    [Fact]
    public async Task Run_OptionTwice_IsAFault()
    {
        Assert.Equal(2, await console.RunAsync("sample", "scene", "x.tif", "--seed", "1", "--seed", "2"));

        Assert.Contains("--seed", console.Error, StringComparison.Ordinal);
    }
}
