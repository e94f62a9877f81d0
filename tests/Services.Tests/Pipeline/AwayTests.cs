using Microsoft.Extensions.DependencyInjection;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>An image whose storage is away: the command line gives up after some attempts, a service waits.</summary>
public sealed class AwayTests : IDisposable
{
    private readonly Workbench bench = new();
    private readonly ManualTime time = new();
    private readonly List<JobMessage> said = [];
    private readonly WatchedQueue queue;

    public AwayTests() => queue = new WatchedQueue(new QueueOptions { MaxAttempts = 3 }, time);

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Read_StorageAwayInAService_WaitsLongerEachTimeAndCountsNoAttempt()
    {
        bench.Image.Damaged[(0, 0)] = ErrorCode.ImageStorageAway;
        using var host = await StartAsync(new WorkerOptions { Threads = 2, EndsJobWithoutSpace = false });
        var ending = EndAsync(host);

        await UntilAsync(() => queue.Deferred.Select(static d => d.By).Distinct().Count() == 6);
        Assert.False(ending.IsCompleted);
        bench.Image.Damaged.Clear();
        await UntilAsync(() => ending.IsCompleted);

        Assert.Equal(JobState.Done, (await ending).State);
        Assert.Equal([1, 2, 4, 8, 16, 30], queue.Deferred.Select(static d => d.By.TotalSeconds).Distinct());
        Assert.Empty(queue.Failed);
        Assert.All(queue.Claimed, static c => Assert.Equal(1, c.Lease.Attempt));
        Assert.Single(said, static m => m.IsWarning && m.Text.Contains("is tried again until that is mended", StringComparison.Ordinal));
        await host.StopAsync();
    }

    [Fact]
    public async Task Read_StorageAwayOnTheCommandLine_GivesUpAfterTheAttempts()
    {
        bench.Image.Damaged[(0, 0)] = ErrorCode.ImageStorageAway;
        using var host = await StartAsync(new WorkerOptions { Threads = 2 });
        var ending = EndAsync(host);
        await UntilAsync(() => ending.IsCompleted);

        var outcome = await ending;
        Assert.Equal(JobState.Partial, outcome.State);
        Assert.All(outcome.Missing, static m => Assert.Equal((3, ErrorCode.ImageStorageAway), (m.Attempts, m.Failure.Code)));
        Assert.Empty(queue.Deferred);
        await host.StopAsync();
    }

    private Task<Microsoft.Extensions.Hosting.IHost> StartAsync(WorkerOptions options) => Workbench.StartAsync(
        bench.Image, new SquaresModel(), options, services => services.AddSingleton<TimeProvider>(time).AddSingleton<IWorkQueue>(queue));

    private async Task<JobOutcome> EndAsync(Microsoft.Extensions.Hosting.IHost host)
    {
        var jobs = host.Services.GetRequiredService<IJobs>();
        var id = await jobs.SubmitAsync(bench.Request() with { StallTimeout = TimeSpan.FromDays(10) }, CancellationToken.None);
        return await jobs.WaitAsync(id, e => said.AddRange(e is JobMessage m ? [m] : []), CancellationToken.None);
    }

    // Steps that keep leases alive however late threads come to their turn.
    private Task UntilAsync(Func<bool> condition) => time.AdvanceUntilAsync(condition, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
}
