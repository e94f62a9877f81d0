using Microsoft.Extensions.DependencyInjection;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>Leases of regions are renewed whatever happened to an earlier renewal.</summary>
public sealed class RenewingTests : IDisposable
{
    private readonly Workbench bench = new();
    private readonly ManualTime time = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Renew_FailsForAnUnforeseenCause_GoesOnRenewingAndNoAttemptCounts()
    {
        var release = new TaskCompletionSource();
        var model = new SquaresModel { OnRun = async (_, _, cancellation) => await release.Task.WaitAsync(cancellation) };
        var queue = new WatchedQueue(new QueueOptions(), time)
        {
            RenewalFailure = static renewal => renewal <= 3 ? new InvalidOperationException("NOBODY FORESAW THIS") : null,
        };
        using var host = await Workbench.StartAsync(
            bench.Image, model, new WorkerOptions { Threads = 2 }, services => services.AddSingleton<TimeProvider>(time).AddSingleton<IWorkQueue>(queue));
        var jobs = host.Services.GetRequiredService<IJobs>();
        var request = bench.Request() with { StallTimeout = TimeSpan.FromDays(10) };
        var ending = jobs.WaitAsync(await jobs.SubmitAsync(request, CancellationToken.None), null, CancellationToken.None);

        // Leases last 30 s: without renewals none would live that long.
        await UntilAsync(() => queue.Renewals > 60);
        release.SetResult();
        await UntilAsync(() => ending.IsCompleted);

        Assert.Equal(JobState.Done, (await ending).State);
        Assert.All(queue.Claimed, static c => Assert.Equal(1, c.Lease.Attempt));
        await host.StopAsync();
    }

    private Task UntilAsync(Func<bool> condition) => time.AdvanceUntilAsync(condition, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
}
