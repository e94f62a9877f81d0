using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;
using RedKube.Worker.Pipeline;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>A worker that lacks what others have leaves the work to them, for a while.</summary>
public sealed class LackingTests : IDisposable
{
    private static readonly WorkerOptions OneOfMany = new() { Threads = 2, EndsJobWithoutSpace = false, HasPeers = true };
    private readonly Workbench bench = new();
    private readonly ManualTime time = new();
    private readonly List<JobMessage> said = [];
    private readonly WatchedQueue queue;

    public LackingTests() => queue = new WatchedQueue(new QueueOptions(), time);

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Work_ModelIsNotHere_ClaimsLessOftenAndAnotherWorkerDoesTheJob()
    {
        using var host = await StartAsync(OneOfMany, hasModel: false);
        var ending = EndAsync(host);

        await UntilAsync(() => queue.GivenBack.Count >= 6);
        var times = queue.Claimed.Select(static c => c.At).ToArray();
        Assert.All(times.Zip(times[1..], [1, 2, 4, 8, 16]), static t => Assert.True(t.Second - t.First >= TimeSpan.FromSeconds(t.Third), $"{t.Second - t.First} instead of {t.Third} s"));
        var blind = host.Services.GetRequiredService<RegionWorker>();
        Assert.Contains("is not there", blind.Lacks, StringComparison.Ordinal);
        Assert.Contains("is not there", blind.Describe("blind").Waits, StringComparison.Ordinal);

        using var stopping = new CancellationTokenSource();
        using var other = Another(host, OneOfMany, new Models { IsHere = true });
        var working = other.RunAsync(stopping.Token);
        await UntilAsync(() => ending.IsCompleted);

        Assert.Equal(JobState.Done, (await ending).State);
        Assert.Empty(queue.Failed);
        Assert.All(queue.Claimed, static c => Assert.Equal(1, c.Lease.Attempt));
        Assert.Single(said, static m => m.IsWarning && m.Text.Contains("cannot do this job", StringComparison.Ordinal));
        await stopping.CancelAsync();
        await UntilAsync(() => working.IsCompleted);
        await host.StopAsync();
    }

    [Fact]
    public async Task Work_ModelIsNowhere_EndsTheJobWithTheCauseAfterTenMinutes()
    {
        using var host = await StartAsync(OneOfMany, hasModel: false);
        var ending = EndAsync(host);
        var begun = time.GetUtcNow();
        await UntilAsync(() => !queue.Failed.IsEmpty);
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
        await UntilAsync(() => ending.IsCompleted);

        var outcome = await ending;
        Assert.Equal((JobState.Failed, ErrorCode.ModelNotFound), (outcome.State, outcome.Failure?.Code));
        Assert.Equal(9, queue.Failed.Count);
        Assert.InRange(queue.GivenBack.Count, 6, 60);
        await host.StopAsync();
    }

    [Fact]
    public async Task Work_ImageIsNotHereForAWhile_GoesOnOnceItIs()
    {
        bench.Image.Damaged[(0, 0)] = ErrorCode.ImageNotFound;
        using var host = await StartAsync(OneOfMany, hasModel: true);
        var ending = EndAsync(host);

        await UntilAsync(() => queue.GivenBack.Count >= 6);
        bench.Image.Damaged.Clear();
        await UntilAsync(() => ending.IsCompleted);

        Assert.Equal(JobState.Done, (await ending).State);
        Assert.Empty(queue.Failed);
        Assert.All(queue.Claimed, static c => Assert.Equal(1, c.Lease.Attempt));
        await host.StopAsync();
    }

    [Fact]
    public async Task Work_ModelIsNotThereOnTheCommandLine_FailsAtOnce()
    {
        using var host = await StartAsync(new WorkerOptions { Threads = 2 }, hasModel: false);
        var ending = EndAsync(host);
        await UntilAsync(() => ending.IsCompleted);

        Assert.Equal(ErrorCode.ModelNotFound, (await ending).Failure?.Code);
        Assert.Empty(queue.GivenBack);
        await host.StopAsync();
    }

    [Fact]
    public async Task Work_DataFolderIsNotThere_ClaimsNothingUntilItIs()
    {
        Directory.CreateDirectory(bench.Data);
        using var host = await Workbench.StartAsync(
            bench.Image, new SquaresModel(), OneOfMany with { Models = ["other"] }, services => services.AddSingleton<TimeProvider>(time).AddSingleton<IWorkQueue>(queue), bench.Data);
        var missing = Path.Combine(bench.Folder, "mount");
        var probe = new DataFolderProbe(DataFolder.At(missing), host.Services.GetRequiredService<IJobPlace>(), time);
        using var stopping = new CancellationTokenSource();
        using var worker = Another(host, OneOfMany, host.Services.GetRequiredService<IModelPlace>(), probe);
        var working = worker.RunAsync(stopping.Token);
        var ending = EndAsync(host, bench.Request() with { ModelPath = bench.ModelFile });
        await UntilAsync(() => worker.Describe("it").Waits is not null);
        var from = time.GetUtcNow();
        await UntilAsync(() => time.GetUtcNow() - from > TimeSpan.FromMinutes(2));

        Assert.Empty(queue.Claimed);
        Assert.Contains("data folder", worker.Describe("it").Waits, StringComparison.Ordinal);
        Directory.CreateDirectory(missing);
        await UntilAsync(() => ending.IsCompleted);
        Assert.Equal(JobState.Done, (await ending).State);
        await stopping.CancelAsync();
        await UntilAsync(() => working.IsCompleted);
        await host.StopAsync();
    }

    private Task<IHost> StartAsync(WorkerOptions options, bool hasModel) => Workbench.StartAsync(
        bench.Image, new SquaresModel(), options, services => services
            .AddSingleton<TimeProvider>(time).AddSingleton<IWorkQueue>(queue).AddSingleton<IModelPlace>(new Models { IsHere = hasModel }));

    private RegionWorker Another(IHost host, WorkerOptions options, IModelPlace models, DataFolderProbe? data = null) => new(
        host.Services.GetRequiredService<IRasterSource>(), host.Services.GetRequiredService<IDetectorFactory>(), models, host.Services.GetRequiredService<IJobPlace>(),
        host.Services.GetRequiredService<IJobStore>(), queue, options, time, NullLogger<RegionWorker>.Instance, data);

    private async Task<JobOutcome> EndAsync(IHost host, DetectRequest? request = null)
    {
        var jobs = host.Services.GetRequiredService<IJobs>();
        var id = await jobs.SubmitAsync((request ?? bench.Request()) with { StallTimeout = TimeSpan.FromDays(10) }, CancellationToken.None);
        return await jobs.WaitAsync(id, e => said.AddRange(e is JobMessage m ? [m] : []), CancellationToken.None);
    }

    private Task UntilAsync(Func<bool> condition) => time.AdvanceUntilAsync(condition, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(2));

    /// <summary>Models that are on this machine, or not.</summary>
    private sealed class Models : IModelPlace
    {
        public required bool IsHere { get; init; }

        public Task<ModelRef> KeepAsync(ModelRef model, CancellationToken cancellation) => Task.FromResult(model);

        public Task<ModelRef> FindAsync(ModelRef model, CancellationToken cancellation) =>
            IsHere ? Task.FromResult(model) : throw new RedKubeException(ErrorCode.ModelNotFound, "The model is not there.");
    }
}
