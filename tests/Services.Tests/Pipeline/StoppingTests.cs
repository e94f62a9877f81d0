using Microsoft.Extensions.DependencyInjection;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>A worker that is told to stop gives back what it cannot finish. The clock stands still, so nothing that is waited for by the clock ever ends.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly Workbench bench = new();
    private readonly ManualTime time = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Stop_RunHangs_GivesRegionsBackBeforeItWaitsForThreads()
    {
        TaskCompletionSource hung = new(), released = new();
        var model = new SquaresModel
        {
            OnRun = async (_, _, _) =>
            {
                hung.TrySetResult();
                await released.Task;
            },
        };
        var queue = new WatchedQueue(new QueueOptions(), time);
        using var host = await Workbench.StartAsync(
            bench.Image, model, new WorkerOptions { Threads = 2 }, services => services.AddSingleton<TimeProvider>(time).AddSingleton<IWorkQueue>(queue));
        await host.Services.GetRequiredService<IJobs>().SubmitAsync(bench.Request(), CancellationToken.None);
        await hung.Task.WaitAsync(TimeSpan.FromMinutes(1));

        var stop = host.StopAsync();
        await WaitUntilAsync(() => !queue.Claimed.IsEmpty && queue.GivenBack.Count >= queue.Claimed.Count);

        Assert.False(stop.IsCompleted);
        var claim = await queue.ClaimAsync(WorkStage.Detect, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, claim.Attempt);
        released.SetResult();
        await stop.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
