using RedKube.Tests.Shared;
using Xunit.Abstractions;

namespace RedKube.Cluster.Tests.Chaos;

/// <summary>The short form: each fault once while one job runs. bench -- chaos is the long one.</summary>
public sealed class ChaosTests(ITestOutputHelper log)
{
    private const int Seed = 20260117;

    [SkippableFact]
    public Task Job_EveryFaultOnce_EndsWithTheSameBytes() => RunAsync("everysec");

    [SkippableFact]
    [Trait("Category", "Long")]
    public Task Job_EveryFaultOnceFsyncAlways_EndsWithTheSameBytes() => RunAsync("always");

    private async Task RunAsync(string appendFsync)
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        log.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        await using var cluster = await ChaosCluster.StartAsync(4096, 2, appendFsync, random, log.WriteLine);
        var (expected, report) = await cluster.Place.DetectAsync(ChaosRound.Options);
        using var client = cluster.Place.Client();
        var faults = cluster.Possible.ToArray();
        random.Shuffle(faults);

        await new ChaosRound(cluster, client, expected, report).RunAsync(1, faults, TimeSpan.FromSeconds(1));

        log.WriteLine($"injected: {string.Join(", ", cluster.Injected.Select(static f => $"{f.Key} {f.Value}"))}; {cluster.BetweenJobs} of them after the job's end");
        Assert.Equal(faults.Length, cluster.Injected.Values.Sum());
    }
}
