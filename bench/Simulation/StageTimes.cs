using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Redis;
using RedKube.Core.Detections;
using RedKube.Core.Jobs;
using RedKube.Core.Merging;

namespace RedKube.Bench.Simulation;

/// <summary>What each step costs, in seconds: measured here, or given.</summary>
/// <param name="Script">Redis' one thread, for one script (claim, complete, renew).</param>
/// <param name="RoundTrip">One script, from a worker and back, on an idle server.</param>
/// <param name="Load">An aggregator reads one region's result of 100 detections from memory.</param>
/// <param name="Merge">Merging, for one detection.</param>
internal sealed record StageTimes(double Script, double RoundTrip, double Load, double Merge)
{
    private const int Regions = 4000, Detections = 100_000;

    /// <summary>Measures; without a Redis its times are round figures.</summary>
    public static async Task<StageTimes> MeasureAsync(string? redis)
    {
        var (boxes, grid) = Merging.BoxSets.FourCopies(Detections);
        var result = RegionResultFormat.Write(new RegionResult
        {
            JobKey = new string('a', 64), Region = 1, Runtime = "", BatchSize = 1, TilesRun = 100, TilesSkipped = 0, BlocksDecoded = 0, Detections = [.. boxes.Take(100)],
        });
        Merger.MergeInPlace([.. boxes], grid, new MergeOptions());
        var merge = Measure.CpuSeconds(() => Merger.MergeInPlace([.. boxes], grid, new MergeOptions())) / Detections;
        var load = Measure.CpuSeconds(() => _ = Enumerable.Range(0, Regions).Count(_ => RegionResultFormat.TryRead(result) is not null)) / Regions;
        var (busy, alone) = redis is null ? (0.00012, 0.0002) : (await BestAsync(redis, 16), await BestAsync(redis, 1));
        return new StageTimes(Math.Min(busy, alone), alone, load, merge);
    }

    // The best of five: what else the machine does only adds.
    private static async Task<double> BestAsync(string redis, int askers)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            best = Math.Min(best, await ScriptsAsync(redis, askers));
        }

        return best;
    }

    // Sixteen askers keep the server's one thread busy; one asker waits for each answer.
    private static async Task<double> ScriptsAsync(string redis, int askers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = redis;
        builder.AddRedKubeRedis();
        using var host = builder.Build();
        var queue = host.Services.GetRequiredService<IWorkQueue>();
        var ticket = new JobTicket(new JobId(Guid.NewGuid().ToString("N")[..16]), "simulated", "hash");
        await queue.EnqueueJobAsync(ticket, default);
        var plan = await queue.ClaimAsync(WorkStage.Plan, null, default);
        await queue.EnqueueRegionsAsync(ticket.Job, [.. Enumerable.Range(0, Regions)], default);
        await queue.CompleteAsync(plan, default);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, askers).Select(async _ =>
        {
            for (var i = 0; i < Regions / askers; i++)
            {
                await queue.CompleteAsync(await queue.ClaimAsync(WorkStage.Detect, null, default), default);
            }
        }));
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await queue.RemoveAsync(ticket.Job, default);
        return took / Regions / 2;
    }
}
