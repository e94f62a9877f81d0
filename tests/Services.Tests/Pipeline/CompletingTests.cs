using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Core.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>What a worker leaves behind and counts when the queue says that a region is done, or was done by another.</summary>
public sealed class CompletingTests : IDisposable
{
    private readonly Workbench bench = new();
    private readonly WatchedQueue queue = new(new QueueOptions(), TimeProvider.System);

    public void Dispose() => bench.Dispose();

    private string Results => Path.Combine(bench.Output + ".redkube", "results");

    [Fact]
    public async Task Complete_AnotherWasFirstAndTheJobHasEnded_DeletesItsOwnResultAlone()
    {
        using var host = await StartAsync();
        var store = host.Services.GetRequiredService<IJobStore>();
        string[] others = [Path.Combine(Results, "r000000", "77"), Path.Combine(Results, "r000099", "1")];
        var late = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Completing = async lease =>
        {
            if (lease.Item.Region != 0)
            {
                await late.Task;
                return;
            }

            foreach (var file in others)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, "another run's");
            }

            await queue.RemoveAsync(lease.Item.Job, CancellationToken.None);
            await store.UpdateAsync(lease.Item.Job, static j => j with { State = JobState.Done }, CancellationToken.None);
            late.SetResult(Path.Combine(Results, "r000000", "1"));
        };
        await SubmitAsync(host);

        var own = await late.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await WaitUntilAsync(() => !File.Exists(own));
        await host.StopAsync();

        Assert.All(others, static file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public async Task Complete_LastRegion_IsCountedBeforeTheQueueKnows()
    {
        using var host = await StartAsync();
        var store = host.Services.GetRequiredService<IJobStore>();
        var counted = new ConcurrentBag<int>();
        queue.Completing = async lease => counted.Add((await store.TallyAsync(lease.Item.Job, CancellationToken.None)).RegionsDone);
        var id = await SubmitAsync(host);

        var outcome = await host.Services.GetRequiredService<IJobs>().WaitAsync(id, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        await host.StopAsync();

        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(9, counted.Count);
        Assert.Equal(9, counted.Max());
        Assert.Equal(9, (await store.TallyAsync(id, CancellationToken.None)).RegionsDone);
    }

    [Fact]
    public async Task Complete_AnotherWasFirst_CountsNothing()
    {
        using var host = await StartAsync();
        var store = host.Services.GetRequiredService<IJobStore>();
        var completed = 0;
        queue.Completing = async lease =>
        {
            await queue.RemoveAsync(lease.Item.Job, CancellationToken.None);
            Interlocked.Increment(ref completed);
        };
        var id = await SubmitAsync(host);

        // Every region that was claimed before the job was taken away.
        await WaitUntilAsync(() => Volatile.Read(ref completed) > 0 && Volatile.Read(ref completed) == queue.Claimed.Count);
        await host.StopAsync();

        var tally = await store.TallyAsync(id, CancellationToken.None);
        Assert.Equal((0, 0), (tally.RegionsDone, tally.TilesRun));
    }

    private Task<IHost> StartAsync() => Workbench.StartAsync(
        bench.Image, new SquaresModel(), new WorkerOptions { Threads = 2 }, services => services.AddSingleton<IWorkQueue>(queue));

    private Task<JobId> SubmitAsync(IHost host) => host.Services.GetRequiredService<IJobs>().SubmitAsync(bench.Request(), CancellationToken.None);

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
