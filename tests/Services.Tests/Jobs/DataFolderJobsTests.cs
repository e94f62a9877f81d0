using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Services.Tests.Fakes;

namespace RedKube.Services.Tests.Jobs;

/// <summary>Jobs in a data folder, all stages in one process: what a restart, a cancel and a retry leave behind.</summary>
public sealed class DataFolderJobsTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Submit_DataFolder_GivesTheBytesOfDetectAndKeepsTheModel()
    {
        var expected = await Workbench.UndisturbedAsync();
        using var host = await StartAsync(new SquaresModel());

        var (job, outcome) = await RunAsync(host);

        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(expected, await File.ReadAllBytesAsync(bench.Output));
        Assert.Equal("the model", await File.ReadAllTextAsync(Path.Combine(bench.Data, "models", SquaresModel.Ref.Hash, "squares.onnx")));
        Assert.Equal(JobState.Done, Stored(job)!.State);
        Assert.NotNull(Stored(job)!.Report);
        Assert.False(Directory.Exists(Path.Combine(bench.Data, "jobs", job.Value, "results")));
        await host.StopAsync();
    }

    [Fact]
    public async Task Submit_SomebodyListens_JobNamesTheTraceOfItsRun()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("RedKube.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var host = await StartAsync(new SquaresModel());

        var (job, _) = await RunAsync(host);
        await host.StopAsync();

        var trace = ActivityContext.Parse(Stored(job)!.Trace!, null);
        var own = spans.Where(span => span.TraceId == trace.TraceId).ToList();
        Assert.Equal(trace.SpanId, own.Single(static span => span.OperationName == "submit").SpanId);
        Assert.Contains(own, static span => span.OperationName == "process redkube:regions");
        Assert.Contains(own, static span => span.OperationName == "process redkube:merge");
    }

    [Fact]
    public async Task Start_UnfinishedJobInTheFolder_GoesOnToTheSameBytes()
    {
        var expected = await Workbench.UndisturbedAsync();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new SquaresModel { OnRun = async (run, _, stopping) => await HoldAsync(run, enough, stopping) };
        JobId job;
        using (var host = await StartAsync(slow))
        {
            job = await host.Services.GetRequiredService<IJobs>().SubmitAsync(Request(), CancellationToken.None);
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await host.StopAsync();
        }

        Assert.False(Stored(job)!.State.IsFinal());
        var second = new SquaresModel();
        using var again = await StartAsync(second);
        var outcome = await WaitForAsync(again, job);

        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(expected, await File.ReadAllBytesAsync(bench.Output));
        Assert.True(outcome.Report!.RegionsKept > 0);
        await again.StopAsync();
    }

    [Fact]
    public async Task Cancel_WrittenIntoTheFolder_StaysCancelledAfterARestartUntilRetried()
    {
        var expected = await Workbench.UndisturbedAsync();
        var (hanging, begun) = Hanging();
        JobId job;
        using (var host = await StartAsync(hanging))
        {
            var jobs = host.Services.GetRequiredService<IJobs>();
            job = await jobs.SubmitAsync(Request(), CancellationToken.None);
            await begun.WaitAsync(TimeSpan.FromMinutes(1));
            await jobs.CancelAsync(job, CancellationToken.None);
            Assert.Equal(JobState.Cancelled, Stored(job)!.State);
            await host.StopAsync();
        }

        using var again = await StartAsync(new SquaresModel());
        var known = await UntilKnownAsync(again, job);
        Assert.Equal(JobState.Cancelled, known.State);

        Assert.True(await again.Services.GetRequiredService<IJobs>().RetryAsync(job, CancellationToken.None));
        Assert.Equal(JobState.Done, (await WaitForAsync(again, job)).State);
        Assert.Equal(expected, await File.ReadAllBytesAsync(bench.Output));
        await again.StopAsync();
    }

    [Fact]
    public async Task Fail_WrittenIntoTheFolder_IsNotTriedAgainByItself()
    {
        for (var x = 0; x < 15; x++)
        {
            for (var y = 0; y < 15; y++)
            {
                bench.Image.Damaged[(x, y)] = ErrorCode.BlockUnreadable;
            }
        }

        using var host = await StartAsync(new SquaresModel());

        var (job, outcome) = await RunAsync(host);

        Assert.Equal(JobState.Failed, outcome.State);
        Assert.Equal(ErrorCode.BlockUnreadable, Stored(job)!.Failure!.Code);
        await host.StopAsync();
    }

    [Fact]
    public async Task Pause_BeforeARestart_IsStillPausedAfterIt()
    {
        var (hanging, begun) = Hanging();
        JobId job;
        using (var host = await StartAsync(hanging))
        {
            var jobs = host.Services.GetRequiredService<IJobs>();
            job = await jobs.SubmitAsync(Request(), CancellationToken.None);
            await begun.WaitAsync(TimeSpan.FromMinutes(1));
            await jobs.PauseAsync(job, CancellationToken.None);
            await host.StopAsync();
        }

        using var again = await StartAsync(new SquaresModel());
        Assert.Equal(JobState.Paused, (await UntilKnownAsync(again, job)).State);

        await again.Services.GetRequiredService<IJobs>().ResumeAsync(job, CancellationToken.None);
        Assert.Equal(JobState.Done, (await WaitForAsync(again, job)).State);
        await again.StopAsync();
    }

    [Fact]
    public async Task Submit_AddressWithCredentials_IsRefusedWithWhatToDo()
    {
        using var host = await StartAsync(new SquaresModel());

        var error = await Assert.ThrowsAsync<RedKubeException>(() => host.Services.GetRequiredService<IJobs>()
            .SubmitAsync(Request() with { Image = new ImageRef("https://me:secret@host/squares.tif") }, CancellationToken.None));

        Assert.Equal(ErrorCode.CredentialsNotShared, error.Code);
        Assert.Contains("AWS_ACCESS_KEY_ID", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task Delete_FinishedJob_LeavesItsOutputAndForgetsTheRest()
    {
        using var host = await StartAsync(new SquaresModel());
        var jobs = host.Services.GetRequiredService<IJobs>();
        var (job, _) = await RunAsync(host);

        await jobs.DeleteAsync(job, CancellationToken.None);

        Assert.Null(Stored(job));
        Assert.Null(await jobs.FindAsync(job, CancellationToken.None));
        Assert.True(File.Exists(bench.Output));
        await host.StopAsync();
    }

    private static (SquaresModel Model, Task Begun) Hanging()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new SquaresModel
        {
            OnRun = async (_, _, stopping) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, stopping);
            },
        };
        return (model, begun.Task);
    }

    private static async ValueTask HoldAsync(long run, TaskCompletionSource enough, CancellationToken stopping)
    {
        if (run > 40)
        {
            enough.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopping);
        }
    }

    private static async Task<(JobId Job, JobOutcome Outcome)> RunAsync(IHost host, DetectRequest request)
    {
        var jobs = host.Services.GetRequiredService<IJobs>();
        var job = await jobs.SubmitAsync(request, CancellationToken.None);
        return (job, await WaitForAsync(host, job));
    }

    private static Task<JobOutcome> WaitForAsync(IHost host, JobId job) =>
        host.Services.GetRequiredService<IJobs>().WaitAsync(job, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));

    private static async Task<Job> UntilKnownAsync(IHost host, JobId job)
    {
        var store = host.Services.GetRequiredService<IJobStore>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await timer.WaitForNextTickAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)))
        {
            if (await store.FindAsync(job, CancellationToken.None) is { } known)
            {
                return known;
            }
        }

        throw new InvalidOperationException("The timer ended.");
    }

    private Task<(JobId Job, JobOutcome Outcome)> RunAsync(IHost host) => RunAsync(host, Request());

    private Task<IHost> StartAsync(SquaresModel model) => Workbench.StartAsync(bench.Image, model, data: bench.Data);

    private DetectRequest Request() => bench.Request() with { ModelPath = bench.ModelFile };

    private Job? Stored(JobId job) => new LocalJobFolders().Open(Path.Combine(bench.Data, "jobs", job.Value)).Read();
}
