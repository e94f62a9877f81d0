using System.Globalization;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>What needs the system's help: full disks, folders that cannot be written, networks that must stay silent.</summary>
public sealed class SystemTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [SkippableTheory]
    [InlineData("csv", false)]
    [InlineData("csv", true)]
    [InlineData("geojson", true)]
    [InlineData("gpkg", true)]
    [InlineData("fgb", true)]
    public async Task Detect_FullDisk_Exits1SaysSoAndLeavesNoOutput(string format, bool workElsewhere)
    {
        await SkipUnlessRunsAsync("unshare -m needs root", "unshare", "-m", "true");
        Directory.CreateDirectory(place["small"]);
        TestImages.Make(place["image.tif"], 2600, 2600);
        using var child = ChildProcess.Start(
            [
                "detect", "--device", "cpu", place["image.tif"], "--model", place["model.onnx"], "--output", place["small/out." + format], "--confidence", "0.01", "--region-size", "256",
                .. workElsewhere ? new[] { "--work-dir", place["work"] } : [],
            ],
            null,
            null,
            "unshare",
            "-m",
            "sh",
            "-c",
            $"mount -t tmpfs -o size=64k tmpfs {place["small"]} && {{ \"$@\"; code=$?; ls -A {place["small"]}; exit $code; }}",
            "sh");

        var result = await child.EndAsync();

        Assert.True(result.ExitCode == 1, result.Error);
        Assert.Contains("RK4004", result.Error, StringComparison.Ordinal);
        Assert.Equal(workElsewhere ? "" : "out.csv.redkube\n", result.Output);
    }

    [SkippableFact]
    public async Task Detect_FolderThatCannotBeWritten_Exits1()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/proc is Linux's");

        var result = await Workplace.DetectAsync(place["image.tif"], "--model", place["model.onnx"], "--output", "/proc/out.geojson");

        Assert.True(result.ExitCode == 1, result.Error);
        Assert.Contains("RK4001", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_EmptyHome_StaysEmpty()
    {
        Directory.CreateDirectory(place["home"]);
        using var child = ChildProcess.Start(Detect("out.geojson"), place.Path, Home());

        var result = await child.EndAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(Directory.GetFileSystemEntries(place["home"], "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
    }

    [SkippableFact]
    public async Task Detect_WatchedByStrace_SpeaksToNoNetwork()
    {
        await SkipUnlessRunsAsync("strace is not installed or not allowed", "strace", "-o", "/dev/null", "true");
        Directory.CreateDirectory(place["home"]);
        using var child = ChildProcess.Start(
            Detect("out.geojson"), place.Path, Home(), "strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", place["trace"]);

        var result = await child.EndAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.DoesNotContain(File.ReadLines(place["trace"]), static l => l.Contains("AF_INET", StringComparison.Ordinal) && !l.Contains("AF_NETLINK", StringComparison.Ordinal));
    }

    private string[] Detect(string output) =>
        ["detect", "--device", "cpu", place["image.tif"], "--model", place["model.onnx"], "--output", place[output], "--confidence", "0.01"];

    private Dictionary<string, string?> Home() => new(StringComparer.Ordinal)
    {
        ["HOME"] = place["home"],
        ["XDG_CACHE_HOME"] = null,
        ["ORT_DISABLE_TELEMETRY"] = null,
    };

    private static async Task SkipUnlessRunsAsync(string reason, string program, params string[] args)
    {
        try
        {
            var start = new System.Diagnostics.ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardError = true };
            using var process = System.Diagnostics.Process.Start(start)!;
            await process.WaitForExitAsync();
            Skip.If(process.ExitCode != 0, string.Create(CultureInfo.InvariantCulture, $"{reason} (exit code {process.ExitCode})"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, reason);
        }
    }
}
