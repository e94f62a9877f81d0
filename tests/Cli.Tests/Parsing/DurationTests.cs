using System.CommandLine;
using RedKube.Cli.Parsing;

namespace RedKube.Cli.Tests.Parsing;

public sealed class DurationTests
{
    private static readonly TextOption Option = new("--stall-timeout", "TIME", OptionGroups.Job, "10m", "");

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("90", 90)]
    [InlineData("10m", 600)]
    [InlineData("1.5H", 5400)]
    [InlineData("24h", 86400)]
    public void Duration_NumberAndUnit_IsATime(string text, double seconds)
    {
        var (found, faults) = Read(text);

        Assert.Equal(TimeSpan.FromSeconds(seconds), found);
        faults.ThrowIfAny();
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-5m")]
    [InlineData("25h")]
    [InlineData("10 m")]
    [InlineData("m")]
    [InlineData("ten")]
    [InlineData("nan")]
    [InlineData("1e300h")]
    public void Duration_AnythingElse_IsAFault(string text)
    {
        var (found, faults) = Read(text);

        Assert.Null(found);
        var fault = Assert.Throws<UsageException>(faults.ThrowIfAny);
        Assert.Contains($"found \"{text}\", expected a time from 1 seconds to 24 hours, such as 90s, 10m or 1h.", string.Join('\n', fault.Faults), StringComparison.Ordinal);
    }

    private static (TimeSpan?, Faults) Read(string text)
    {
        var command = new RootCommand { Option };
        var faults = new Faults();
        var reader = new OptionReader(command.Parse([Option.Name, text]), faults);
        return (reader.Duration(Option, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)), faults);
    }
}
