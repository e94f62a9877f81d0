using System.CommandLine;
using RedKube.Cli.Commands;
using RedKube.Cli.Help;
using RedKube.Cli.Parsing;

namespace RedKube.Cli.Tests.Help;

public sealed class HelpPageTests
{
    private const string DetectOptions =
        "--model FILE|URL|NAME,--output OUT,--tile-size N,--overlap N|P%,--region-size N,--confidence F,--classes A;B,--batch-size N,--threads N,"
        + "--merge nms|soft-nms|nmm|wbf|none,--metric iou|ios,--merge-threshold F,--class-agnostic,--area FILE|WKT,--area-pixels FILE|WKT,--bands 1;2;3,"
        + "--range none|minmax|percentile|LO;HI,--nodata V|none,--height M,--dem FILE,--device auto|cpu|cuda[:N]|tensorrt,"
        + "--format geojson|geojsonseq|gpkg|fgb|csv,--report FILE.json,--work-dir DIR,--keep-work,--fresh,--stall-timeout TIME,--progress auto|plain|none";

    private const string ClusterOptions = "--redis CONNECTION,--data DIR";

    private const string SubmitOptions = ClusterOptions + ",--model FILE|URL|NAME,--output OUT,--tile-size N,--format geojson|geojsonseq|gpkg|fgb|csv,--priority low|normal|high,--wait,--fresh";

    [Theory]
    [InlineData("demo", "--help")]
    [InlineData("detect", DetectOptions)]
    [InlineData("plan", DetectOptions + ",--workers N[;N…],--json")]
    [InlineData("info", "--json,--card")]
    [InlineData("sample scene", "--width N,--height N,--seed N,--truth T.geojson,--compress none|deflate|lzw|zstd|jpeg,--bits 8|16,--sparse")]
    [InlineData("score", "--iou F,--json")]
    [InlineData("submit", SubmitOptions)]
    [InlineData("jobs", ClusterOptions + ",--json")]
    [InlineData("dead-letters", ClusterOptions + ",--json")]
    [InlineData("cancel", ClusterOptions)]
    [InlineData("pause", ClusterOptions)]
    [InlineData("resume", ClusterOptions)]
    [InlineData("retry", ClusterOptions)]
    [InlineData("tiler", ClusterOptions + ",--urls URLS,--keep DAYS")]
    [InlineData("worker", ClusterOptions + ",--urls URLS,--model NAME;…,--device auto|cpu|cuda[:N]|tensorrt,--threads N,--grace SECONDS")]
    [InlineData("aggregator", ClusterOptions + ",--urls URLS,--keep DAYS")]
    [InlineData("serve", ClusterOptions + ",--urls URLS,--threads N,--allow-input PREFIX;…,--api-key-file FILE,--allow-anonymous")]
    [InlineData("watch", ClusterOptions + ",--model FILE|URL|NAME,--output DIR,--every SECONDS,--confidence F")]
    public async Task Help_OfEachCommand_NamesEachOptionWithItsValue(string command, string options)
    {
        using var console = new RecordingConsole();

        Assert.Equal(0, await console.RunAsync([.. command.Split(' '), "--help"]));

        var rows = console.Output.Split('\n').Select(static l => l.Trim()).ToArray();
        foreach (var option in options.Split(',').Select(static o => o.Replace(';', ',')))
        {
            Assert.True(rows.Any(r => r == option || r.StartsWith(option + "  ", StringComparison.Ordinal) || r.StartsWith(option + ", ", StringComparison.Ordinal)), $"{command} --help does not show {option}");
        }
    }

    [Fact]
    public void Help_OfEachCommand_TeachesWithExamplesThatParse()
    {
        foreach (var command in All(CommandLine.Create()).OfType<CliCommand>())
        {
            Assert.True(command.Description!.Length > 20, command.Name);
            Assert.NotEmpty(command.Examples);
            Assert.All(command.Examples, e => AssertParses(e.Line));
        }

        Assert.All(CommandLine.Examples, e => AssertParses(e.Line));
    }

    [Fact]
    public void Help_OfEachCommand_FitsAHundredColumnsButForExamples()
    {
        foreach (var command in All(CommandLine.Create()))
        {
            var page = HelpPage.Of(command).Split("Examples:")[0].Split('\n').Where(static l => !l.StartsWith("Usage:", StringComparison.Ordinal));
            Assert.All(page, static line => Assert.True(line.Length <= 100, line));
        }
    }

    [Fact]
    public void Help_OfEachOption_StatesItsDefaultUnlessItMustBeGiven()
    {
        foreach (var command in All(CommandLine.Create()).OfType<CliCommand>())
        {
            var page = HelpPage.Of(command).ReplaceLineEndings(" ");
            foreach (var option in command.Options.OfType<TextOption>())
            {
                Assert.True(option.Default is not null || page.Contains($"{option.Name} {option.HelpName}", StringComparison.Ordinal), $"{command.Name} {option.Name}");
                Assert.Contains(option.Group, OptionGroups.All, StringComparer.Ordinal);
            }
        }
    }

    internal static void AssertParses(string line)
    {
        var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line).ToArray();
        Assert.Equal("redkube", words[0]);
        var redirect = Array.IndexOf(words, ">");
        var parse = CommandLine.Create().Parse(redirect < 0 ? words[1..] : words[1..redirect]);
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        Assert.True(!faults.Any, $"{line}: {string.Join("; ", faults.Messages)}");
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}
