using Microsoft.Extensions.DependencyInjection;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>A full disk: the command line ends the job, a service waits for space.</summary>
public sealed class NoSpaceTests : IDisposable
{
    private static readonly PixelSize Size = new(900, 900);
    private static readonly List<PixelRect> Squares = SquaresImage.Scatter(6, Size, 30, 20);
    // The clock runs ahead of the work: nothing may count as hanging because of it.
    private static readonly TimeSpan NoStall = TimeSpan.FromDays(10_000);
    private static readonly WorkerOptions Waiting = new()
    {
        Threads = 2,
        EndsJobWithoutSpace = false,
        RenewEvery = TimeSpan.FromMinutes(10),
        FirstSpaceWait = TimeSpan.FromHours(10),
        LongestSpaceWait = TimeSpan.FromHours(50),
    };

    private readonly Workbench bench = new();
    private readonly ManualTime time = new();
    private readonly SquaresImage image = new(Size, new(64, 64), Squares);
    private readonly List<JobMessage> said = [];

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Save_NoSpaceInAService_WaitsUnderItsLeaseAndLosesNoWork()
    {
        // One region that waits for 10, 20 and 40 hours under a lease of 40.
        var disk = new UnsteadyDisk { IsFull = static refused => refused < 3 };
        var model = new SquaresModel();

        var outcome = await RunAsync(disk, model, Waiting);

        Assert.True(outcome.State == JobState.Done, $"{outcome.Failure} {string.Join("; ", outcome.Missing)}");
        Assert.Equal(Squares.Count, outcome.Report!.Features["square"]);
        Assert.Equal(3, disk.Refused);
        Assert.Equal(outcome.Report.TilesRun, model.Runs);
        Assert.Contains(said, static m => m.IsWarning && m.Text.Contains("The disk is full.", StringComparison.Ordinal) && m.Text.Contains("goes on by itself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_NoSpaceInAService_BeginsNoFurtherRegion()
    {
        var disk = new UnsteadyDisk { IsFull = static _ => true };
        var model = new SquaresModel();
        var large = new SquaresImage(new(4000, 4000), new(64, 64), []);
        using var host = await StartAsync(large, disk, model, Waiting with { Threads = 1, CacheBytes = 1 }, TimeSpan.FromDays(40));
        var jobs = host.Services.GetRequiredService<IJobs>();
        var queue = host.Services.GetRequiredService<IWorkQueue>();
        var id = await jobs.SubmitAsync(Small(), CancellationToken.None);
        await time.AdvanceUntilAsync(() => disk.Refused > 12, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        var runs = model.Runs;

        // Regions that were in work when the disk filled up, at most those read ahead, and no more however long it stays full.
        await time.AdvanceUntilAsync(() => disk.Refused > 24, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal(runs, model.Runs);
        Assert.InRange(runs, 1, 1500);

        await host.StopAsync();
        var claim = await queue.ClaimAsync(WorkStage.Detect, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(id, claim.Item.Job);
        Assert.Equal(1, claim.Attempt);
    }

    [Fact]
    public async Task Save_NoSpaceOnTheCommandLine_EndsTheJobWithTheCause()
    {
        var outcome = await RunAsync(new UnsteadyDisk { IsFull = static _ => true }, new SquaresModel(), new WorkerOptions { Threads = 2 });

        Assert.Equal(JobState.Failed, outcome.State);
        Assert.Equal(ErrorCode.NoSpace, outcome.Failure!.Code);
    }

    // 1521 tiles in regions of few tiles each.
    private DetectRequest Small() => bench.Request(new DetectOptions { TileSize = 128, RegionSize = 256 }) with { StallTimeout = NoStall };

    private async Task<JobOutcome> RunAsync(UnsteadyDisk disk, SquaresModel model, WorkerOptions options)
    {
        using var host = await StartAsync(image, disk, model, options, TimeSpan.FromHours(40));
        var jobs = host.Services.GetRequiredService<IJobs>();
        var ending = jobs.WaitAsync(await jobs.SubmitAsync(bench.Request(new DetectOptions { TileSize = 128 }) with { StallTimeout = NoStall }, CancellationToken.None), Listen, CancellationToken.None);
        await time.AdvanceUntilAsync(() => ending.IsCompleted, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
        await host.StopAsync();
        return await ending;
    }

    private void Listen(JobEvent happened)
    {
        if (happened is JobMessage message)
        {
            said.Add(message);
        }
    }

    private Task<Microsoft.Extensions.Hosting.IHost> StartAsync(SquaresImage from, UnsteadyDisk disk, SquaresModel model, WorkerOptions options, TimeSpan lease) => Workbench.StartAsync(
        from, model, options, services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new QueueOptions { LeaseTime = lease })
            .AddSingleton<IJobFolders>(disk));
}
