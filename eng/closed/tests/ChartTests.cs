using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace RedKube.Closed.Tests;

public sealed class ChartTests
{
    [Fact]
    public async Task Publish_WithoutThePackageForKubernetes_FailsAndNamesIt()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"redkube-chart-{Guid.NewGuid():N}");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
            ["--operation", "publish", "--step", "publish", "--clear-cache", "true", "--output-path", folder]);
        await using var app = await builder.BuildAsync();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => app.RunAsync());

        Assert.Contains("Aspire.Hosting.Kubernetes", fault.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
