using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>
/// What does not come back: reads and runs. The clock stands still but for the tests' steps; a stall is so long that none but the intended step can make one.
/// </summary>
public sealed class StallTests : IDisposable
{
    private static readonly TimeSpan Stall = TimeSpan.FromDays(10);
    private static readonly PixelSize Size = new(900, 900);
    private static readonly List<PixelRect> Squares = SquaresImage.Scatter(5, Size, 40, 20);
    private readonly Workbench bench = new();
    private readonly ManualTime time = new();
    private readonly SquaresImage squares = new(Size, new(64, 64), Squares);

    private DetectRequest Request => bench.Request() with { StallTimeout = Stall };

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 5)]
    public async Task Detect_ReadersHang_OthersTakeTheirPlace(int readers, int hangs)
    {
        using var image = new HangingImage(squares, (_, before) => before < hangs);
        using var host = await StartAsync(image, new SquaresModel(), new WorkerOptions { Threads = 2, Readers = readers });
        var ending = EndAsync(host);
        for (var hung = 0; hung < hangs; hung += readers)
        {
            for (var i = 0; i < Math.Min(readers, hangs - hung); i++)
            {
                await UntilAsync(image.NextHangAsync());
            }

            time.Advance(Stall + TimeSpan.FromHours(1));
        }

        await UntilAsync(ending);
        var outcome = await ending;

        Assert.True(outcome.State == JobState.Done, $"{outcome.Failure} {string.Join("; ", outcome.Missing)}");
        Assert.Equal(Squares.Count, outcome.Report!.Features["square"]);
        await host.StopAsync();
        Assert.True(image.Open >= hangs, "hung readers are still open");
        image.Release();
        await UntilAsync(() => image.Open == 0);
    }

    [Fact]
    public async Task Detect_OnePartAlwaysHangs_EndsPartialWithTheOthers()
    {
        // Four of the nine regions have tiles on the first part of 512 × 512.
        using var image = new HangingImage(squares, static (part, _) => part.X == 0 && part.Y == 0);
        using var host = await StartAsync(image, new SquaresModel(), new WorkerOptions { Threads = 2, Readers = 2 }, attempts: 3);
        var ending = EndAsync(host);
        for (var hung = 1; !ending.IsCompleted; hung++)
        {
            await UntilAsync(() => image.Hung == hung || ending.IsCompleted);
            time.Advance(Stall + TimeSpan.FromHours(1));
        }

        var outcome = await ending;

        Assert.Equal(JobState.Partial, outcome.State);
        Assert.Equal([0, 1, 3, 4], outcome.Missing.Select(static m => m.Region).Order());
        Assert.All(outcome.Missing, static m => Assert.Equal(ErrorCode.ImageStorageAway, m.Failure.Code));
        Assert.All(outcome.Missing, static m => Assert.Contains("did not come back", m.Failure.Message, StringComparison.Ordinal));
        Assert.All(outcome.Missing, static m => Assert.Equal(3, m.Attempts));
        await host.StopAsync();
    }

    [Fact]
    public async Task Detect_EveryReadHangs_FailsWithTheCauseAndBoundedThreads()
    {
        using var image = new HangingImage(squares, static (_, _) => true);
        using var host = await StartAsync(image, new SquaresModel(), new WorkerOptions { Threads = 2, Readers = 1 });
        var ending = EndAsync(host);
        for (var hang = 0; hang < 4; hang++)
        {
            await UntilAsync(image.NextHangAsync());
            time.Advance(Stall + TimeSpan.FromHours(1));
        }

        await UntilAsync(ending);
        var outcome = await ending;

        Assert.Equal(JobState.Failed, outcome.State);
        Assert.Equal(ErrorCode.ImageStorageAway, outcome.Failure!.Code);
        Assert.Equal(4, image.Hung);
        await host.StopAsync();
    }

    [Fact]
    public async Task Work_EveryReadHangsInAService_GivesRegionsBackAndEndsTheProcess()
    {
        using var image = new HangingImage(squares, static (_, _) => true);
        using var host = await StartAsync(image, new SquaresModel(), new WorkerOptions { Threads = 2, Readers = 1, EndsJobWithoutSpace = false });
        var ending = EndAsync(host);
        for (var hang = 0; hang < 4; hang++)
        {
            await UntilAsync(image.NextHangAsync());
            time.Advance(Stall + TimeSpan.FromHours(1));
        }

        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await UntilAsync(() => stopping.IsCancellationRequested);

        Assert.False(ending.IsCompleted);
        Assert.Equal(4, image.Hung);
        var queue = host.Services.GetRequiredService<IWorkQueue>();
        var claim = queue.ClaimAsync(WorkStage.Detect, null, CancellationToken.None);
        await UntilAsync(claim);
        Assert.InRange((await claim).Attempt, 1, 5);
    }

    [Fact]
    public async Task Detect_RunHangs_IsTriedAgainOnAnotherLane()
    {
        var hung = new TaskCompletionSource();
        var model = new SquaresModel
        {
            Lanes = 2,
            OnRun = async (run, _, cancellation) =>
            {
                if (run == 1)
                {
                    hung.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellation);
                }
            },
        };
        using var host = await StartAsync(squares, model, new WorkerOptions { Threads = 2 });
        var ending = EndAsync(host);
        await UntilAsync(hung.Task);
        time.Advance(Stall + TimeSpan.FromHours(1));
        await UntilAsync(ending);
        var outcome = await ending;

        Assert.True(outcome.State == JobState.Done, $"{outcome.Failure} {string.Join("; ", outcome.Missing)}");
        Assert.Equal(Squares.Count, outcome.Report!.Features["square"]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Stop_RunNeverComesBack_LeavesItsLaneToItself()
    {
        TaskCompletionSource hung = new(), released = new();
        var model = new SquaresModel
        {
            Lanes = 2,
            OnRun = async (run, _, _) =>
            {
                if (run == 1)
                {
                    hung.SetResult();
                    await released.Task;
                }
            },
        };
        using var host = await StartAsync(squares, model, new WorkerOptions { Threads = 2 });
        var ending = EndAsync(host);
        await UntilAsync(hung.Task);
        time.Advance(Stall + TimeSpan.FromHours(1));
        await UntilAsync(ending);
        Assert.Equal(JobState.Done, (await ending).State);

        await UntilAsync(host.StopAsync());

        try
        {
            Assert.All(host.Services.GetServices<IHostedService>().OfType<BackgroundService>(), static s => Assert.True(s.ExecuteTask?.IsCompleted));
        }
        finally
        {
            released.SetResult();
        }
    }

    [Fact]
    public async Task Detect_OpeningTheModelHangs_IsTriedAgain()
    {
        using var models = new HangingModels(hangs: 2);
        using var host = await StartAsync(squares, new SquaresModel(), new WorkerOptions { Threads = 2 }, models: models);
        var ending = EndAsync(host);
        await time.AdvanceUntilAsync(() => models.Asked == 3, Stall / 4, TimeSpan.FromMinutes(1));
        await UntilAsync(ending);

        Assert.Equal(JobState.Done, (await ending).State);
        Assert.Equal(3, models.Asked);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_OpeningAlwaysHangs_EndsTheJobOrTheProcess(bool isCommandLine)
    {
        using var models = new HangingModels(hangs: int.MaxValue);
        using var host = await StartAsync(squares, new SquaresModel(), new WorkerOptions { Threads = 2, EndsJobWithoutSpace = isCommandLine }, models: models);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ending = EndAsync(host);
        await time.AdvanceUntilAsync(() => ending.IsCompleted || stopping.IsCancellationRequested, Stall / 4, TimeSpan.FromMinutes(1));

        Assert.InRange(models.Asked, 4, 5);
        Assert.Equal((isCommandLine, !isCommandLine), (ending.IsCompleted, stopping.IsCancellationRequested));
        if (isCommandLine)
        {
            Assert.Equal((JobState.Failed, ErrorCode.ModelStorageAway), ((await ending).State, (await ending).Failure?.Code));
            await host.StopAsync();
        }
    }

    private Task<IHost> StartAsync(Core.Imagery.IRasterSource image, SquaresModel model, WorkerOptions options, int attempts = 100, IModelPlace? models = null) => Workbench.StartAsync(
        image, model, options, services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(models ?? new ModelsWhereTheyAre())
            .AddSingleton(new QueueOptions { MaxAttempts = attempts, Backoff = TimeSpan.FromMilliseconds(5), LeaseTime = TimeSpan.FromDays(40) }));

    private async Task<JobOutcome> EndAsync(IHost host)
    {
        var jobs = host.Services.GetRequiredService<IJobs>();
        return await jobs.WaitAsync(await jobs.SubmitAsync(Request, CancellationToken.None), null, CancellationToken.None);
    }

    private Task UntilAsync(Task task) => UntilAsync(() => task.IsCompleted);

    private async Task UntilAsync(Func<bool> condition) => await time.AdvanceUntilAsync(condition, TimeSpan.FromSeconds(11), TimeSpan.FromMinutes(1));
}
