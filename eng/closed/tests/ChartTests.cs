using System.Diagnostics;

namespace RedKube.Closed.Tests;

public sealed class ChartTests
{
    [Fact]
    public async Task Publish_WithoutThePackageForKubernetes_FailsAndNamesIt()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"redkube-chart-{Guid.NewGuid():N}");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "RedKube.AppHost.dll"), "--operation", "publish", "--step", "publish", "--clear-cache", "true", "--output-path", folder];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("a closed build without Aspire.Hosting.Kubernetes", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
