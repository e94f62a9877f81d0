using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RedKube.Dashboard.Tests;

/// <summary>GDAL's own ogrinfo, a program of its own: what other people's tools see.</summary>
internal static partial class OgrInfo
{
    /// <summary>Features of the first layer.</summary>
    public static int Count(string source, params string[] arguments)
    {
        var text = Run(["-so", "-al", .. arguments, source]);
        var match = FeatureCount().Match(text);
        Assert.True(match.Success, text);
        return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Features of a layer.</summary>
    public static int CountOf(string source, string layer, params string[] arguments)
    {
        var text = Run(["-so", .. arguments, source, layer]);
        var match = FeatureCount().Match(text);
        Assert.True(match.Success, text);
        return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public static string Run(string[] arguments)
    {
        var start = new ProcessStartInfo("ogrinfo") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "ogrinfo did not end.");
        return text + errors.Result;
    }

    [GeneratedRegex("Feature Count: ([0-9]+)")]
    private static partial Regex FeatureCount();
}
