namespace RedKube.AppHost.Tests;

public sealed class ChartTests
{
    /// <summary>After a change of the AppHost: dotnet run --project AppHost -- --operation publish --step publish --clear-cache true --output-path ../deploy/helm</summary>
    [SkippableFact]
    public async Task Chart_ThatIsCommitted_IsWhatTheAppHostWrites()
    {
        var written = await Published.ChartAsync();
        var committed = Published.Files(Path.Combine(Published.Root, "deploy", "helm"));

        Assert.Equal(committed.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(written, file => Assert.Equal(committed[file.Key], file.Value));
    }

    [SkippableFact]
    public async Task Chart_OfSeveralModels_HasWorkersAndAScalerForEach()
    {
        var chart = await Published.ChartAsync("--Parameters:models=harbour,ships-2");

        foreach (var model in new[] { "harbour", "ships-2" })
        {
            Assert.Contains($"redkube:{model}:regions", chart[$"templates/worker-{model}/worker-{model}.yaml"], StringComparison.Ordinal);
            Assert.Contains("nvidia.com/gpu: \"1\"", chart[$"templates/worker-{model}/deployment.yaml"], StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Chart_OfWorkersOnProcessors_AsksForNoGpu()
    {
        var chart = await Published.ChartAsync("--Parameters:device=cpu");

        Assert.DoesNotContain("nvidia.com", chart["templates/worker-harbour/deployment.yaml"], StringComparison.Ordinal);
        Assert.Contains("device: \"cpu\"", chart["values.yaml"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Redis_OfTheChart_KeepsAnAppendOnlyFileAndNeedsAPassword()
    {
        var chart = await Published.ChartAsync();

        Assert.Contains("redis-server --requirepass $REDIS_PASSWORD --save 30 100 --appendonly yes", chart["templates/redis/statefulset.yaml"], StringComparison.Ordinal);
        Assert.Contains("required", chart["templates/redis/secrets.yaml"], StringComparison.Ordinal);
    }
}
