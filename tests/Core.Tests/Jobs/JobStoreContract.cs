using System.Threading.Channels;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>What every job store promises. Each implementation inherits it.</summary>
public abstract class JobStoreContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly JobId A = new("000000000000000a");
    private static readonly JobId B = new("000000000000000b");

    protected abstract IJobStore Store { get; }

    /// <summary>Lets time pass for the store.</summary>
    protected abstract void Advance(TimeSpan by);

    internal static Job JobOf(JobId id) => new()
    {
        Id = id,
        Key = new string('a', 64),
        Image = new ImageRef("/a.tif"),
        ContentVersion = "17:3",
        Model = new ModelRef("/m.onnx", "m", new string('b', 64), new ModelCard { Kind = ModelKind.YoloObb, Names = ["ship"], Input = new ModelInput() }),
        Options = new DetectOptions(),
        OutputPath = "/out.geojson",
        Format = "geojson",
        Folder = "/out.geojson.redkube",
    };

    [Fact]
    public async Task Add_New_IsFound()
    {
        Assert.Null(await Store.FindAsync(A, default));

        Assert.True(await Store.AddAsync(JobOf(A), default));

        Assert.Equal(JobJson.Write(JobOf(A)), JobJson.Write((await Store.FindAsync(A, default))!));
    }

    [Fact]
    public async Task Add_UnderWay_IsRefusedAndStaysAsItIs()
    {
        await Store.AddAsync(JobOf(A), default);
        await Store.UpdateAsync(A, static j => j with { State = JobState.Running }, default);

        Assert.False(await Store.AddAsync(JobOf(A), default));

        Assert.Equal(JobState.Running, (await Store.FindAsync(A, default))!.State);
    }

    [Fact]
    public async Task Add_AfterItsEnd_BeginsAnew()
    {
        await Store.AddAsync(JobOf(A), default);
        Store.Say(new JobMessage(A, "Before.", false));
        Store.Count(A, new JobTally { TilesRun = 3 });
        await EndAsync(A, JobState.Failed);

        Assert.True(await Store.AddAsync(JobOf(A), default));

        Assert.Equal(new JobTally(), await Store.TallyAsync(A, default));
        Store.Say(new JobMessage(A, "After.", false));
        await EndAsync(A, JobState.Done);
        Assert.Equal(["After."], (await WatchToTheEndAsync(A)).OfType<JobMessage>().Select(static m => m.Text));
    }

    [Fact]
    public async Task Update_ManyAtOnce_LosesNone()
    {
        await Store.AddAsync(JobOf(A), default);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.UpdateAsync(A, j => j with { Warnings = [.. j.Warnings, $"{i}"] }, default))));

        Assert.Equal(
            Enumerable.Range(0, 20).Select(static i => $"{i}").Order(StringComparer.Ordinal),
            (await Store.FindAsync(A, default))!.Warnings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Update_AfterItsEnd_ChangesNothing()
    {
        await Store.AddAsync(JobOf(A), default);
        await EndAsync(A, JobState.Cancelled);

        var job = await Store.UpdateAsync(A, static j => j with { State = JobState.Running }, default);

        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Equal(JobState.Cancelled, (await Store.FindAsync(A, default))!.State);
    }

    [Fact]
    public async Task Update_Unknown_IsRefused() => Assert.Equal(
        ErrorCode.JobNotFound, (await Assert.ThrowsAsync<RedKubeException>(() => Store.UpdateAsync(A, static j => j, default))).Code);

    [Fact]
    public async Task Find_AfterItsEnd_HasTheReport()
    {
        await Store.AddAsync(JobOf(A), default);
        await Store.UpdateAsync(A, static j => j with { State = JobState.Done, Report = ReportOf(j) }, default);

        var report = (await Store.FindAsync(A, default))!.Report!;

        Assert.Equal(7, report.TilesRun);
        Assert.Equal(2, report.Features["ship"]);
        Assert.Equal(1.25, report.Seconds["plan"]);
        Assert.Equal(2, Assert.Single(await Store.ListAsync(default)).Job.Report!.Features["ship"]);
    }

    [Fact]
    public async Task List_TheLastSubmittedFirst_WithTallyAndTimes()
    {
        await Store.AddAsync(JobOf(B), default);
        Advance(TimeSpan.FromSeconds(5));
        await Store.AddAsync(JobOf(A), default);
        Store.Count(B, new JobTally { TilesRun = 3 });
        Advance(TimeSpan.FromSeconds(5));
        await EndAsync(B, JobState.Done);

        var list = await Store.ListAsync(default);

        Assert.Equal([A, B], list.Select(static r => r.Job.Id));
        Assert.Equal([0, 3], list.Select(static r => r.Tally.TilesRun));
        Assert.Equal(TimeSpan.FromSeconds(5), list[0].Submitted - list[1].Submitted);
        Assert.Null(list[0].Ended);
        Assert.Equal(TimeSpan.FromSeconds(10), list[1].Ended - list[1].Submitted);
    }

    [Fact]
    public async Task Open_HoldsThoseThatHaveNotEndedUnderOneName()
    {
        await Store.AddAsync(JobOf(A), default);
        await Store.AddAsync(JobOf(B), default);
        var before = await Store.OpenAsync(default);
        Assert.Equal([A, B], before.Ids.OrderBy(static id => id.Value, StringComparer.Ordinal));

        await Store.UpdateAsync(A, static j => j with { State = JobState.Done }, default);

        var after = await Store.OpenAsync(default);
        Assert.Equal([B], after.Ids);
        Assert.Equal(before.Memory, after.Memory);
    }

    [Fact]
    public async Task Remove_OnlyAfterItsEnd()
    {
        await Store.AddAsync(JobOf(A), default);
        Assert.False(await Store.RemoveAsync(A, default));
        Assert.NotNull(await Store.FindAsync(A, default));
        await EndAsync(A, JobState.Done);

        Assert.True(await Store.RemoveAsync(A, default));

        Assert.False(await Store.RemoveAsync(A, default));
        Assert.Null(await Store.FindAsync(A, default));
        Assert.Empty(await Store.ListAsync(default));
    }

    [Fact]
    public async Task Count_AddsUp()
    {
        var delta = new JobTally
        {
            Regions = 1, RegionsKept = 2, RegionsDone = 3, RegionsFailed = 4, Tiles = 5, TilesKept = 6, TilesRun = 7, TilesSkipped = 8, Pixels = 9_000_000_000, Detections = 10,
            Read = TimeSpan.FromTicks(11), Load = TimeSpan.FromTicks(12), Run = TimeSpan.FromTicks(13), Collect = TimeSpan.FromTicks(14), Planning = TimeSpan.FromTicks(15),
        };
        await Store.AddAsync(JobOf(A), default);

        Store.Count(A, delta);
        Store.Count(A, delta);
        Store.Count(A, new JobTally { RegionsDone = -6, Detections = 1 });
        Store.Count(B, delta);

        Assert.Equal(delta.Add(delta) with { RegionsDone = 0, Detections = 21 }, await Store.TallyAsync(A, default));
        Assert.Equal(new JobTally(), await Store.TallyAsync(B, default));
    }

    [Fact]
    public async Task Count_WhileRunning_KnowsTheTimeSinceTheFirst()
    {
        await Store.AddAsync(JobOf(A), default);
        Store.Count(A, new JobTally { Regions = 1 });
        Assert.Equal(TimeSpan.Zero, (await Store.TallyAsync(A, default)).Elapsed);
        Advance(TimeSpan.FromSeconds(5));
        await Store.UpdateAsync(A, static j => j with { State = JobState.Running }, default);
        Store.Count(A, new JobTally { TilesRun = 1 });
        await Store.TallyAsync(A, default);
        Advance(TimeSpan.FromSeconds(2));

        Store.Count(A, new JobTally { TilesRun = 1 });

        Assert.Equal(TimeSpan.FromSeconds(2), (await Store.TallyAsync(A, default)).Elapsed);
    }

    [Fact]
    public async Task Watch_FromLate_TellsWhatWasSaidAndEndsWithTheJob()
    {
        await Store.AddAsync(JobOf(A), default);
        Store.Say(new JobMessage(A, "One.", false));
        Store.Say(new JobMessage(A, "Two.", true));
        Store.Say(new JobMessage(A, "One.", false));
        Store.Say(new JobMessage(B, "Nobody hears this.", false));
        Store.Count(A, new JobTally { Regions = 4, RegionsDone = 4 });
        await EndAsync(A, JobState.Partial);

        var events = await WatchToTheEndAsync(A);

        Assert.Equal([new JobMessage(A, "One.", false), new JobMessage(A, "Two.", true)], events.OfType<JobMessage>());
        var last = Assert.IsType<JobProgress>(events[^1]);
        Assert.Equal((JobState.Partial, 4), (last.State, last.RegionsDone));
    }

    [Fact]
    public async Task Watch_FromEarly_TellsAsItHappens()
    {
        await Store.AddAsync(JobOf(A), default);
        using var stop = new CancellationTokenSource(Patience);
        var events = Channel.CreateUnbounded<JobEvent>();
        var watching = Task.Run(async () =>
        {
            await foreach (var happened in Store.WatchAsync(A, stop.Token))
            {
                events.Writer.TryWrite(happened);
            }
        });
        await UntilAsync(static e => e is JobProgress { State: JobState.Queued });
        Store.Say(new JobMessage(A, "Hello.", false));
        await UntilAsync(static e => e is JobMessage { Text: "Hello." });
        await Store.UpdateAsync(A, static j => j with { State = JobState.Running }, default);
        await UntilAsync(static e => e is JobProgress { State: JobState.Running });
        Store.Count(A, new JobTally { TilesRun = 2, Tiles = 4 });
        await Store.TallyAsync(A, default);
        Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(static e => e is JobProgress { TilesDone: 2 });
        await EndAsync(A, JobState.Done);

        await watching.WaitAsync(Patience);

        async Task UntilAsync(Predicate<JobEvent> isMeant)
        {
            while (!isMeant(await events.Reader.ReadAsync(stop.Token)))
            {
            }
        }
    }

    [Fact]
    public async Task Watch_Unknown_IsRefused() =>
        Assert.Equal(ErrorCode.JobNotFound, (await Assert.ThrowsAsync<RedKubeException>(() => WatchToTheEndAsync(A))).Code);

    private static RunReport ReportOf(Job job) => new()
    {
        Job = job.Id.Value, State = "done", Image = "a.tif", Width = 1, Height = 2, Model = "m", ModelHash = job.Model.Hash, Output = job.OutputPath, Runtimes = ["cpu"], Regions = 1,
        RegionsKept = 0, Missing = new Dictionary<string, string>(), TilesRun = 7, TilesSkipped = 0, BatchSize = 1, BlocksDecoded = 1, ReadFactor = 1, Detections = 2,
        Features = new Dictionary<string, long> { ["ship"] = 2 }, MegapixelsPerSecond = 3.5, Seconds = new Dictionary<string, double> { ["plan"] = 1.25 }, Warnings = ["Look."],
    };

    private Task<Job> EndAsync(JobId id, JobState state) => Store.UpdateAsync(id, j => j with { State = state }, default);

    private async Task<List<JobEvent>> WatchToTheEndAsync(JobId id)
    {
        using var stop = new CancellationTokenSource(Patience);
        var events = new List<JobEvent>();
        await foreach (var happened in Store.WatchAsync(id, stop.Token))
        {
            events.Add(happened);
        }

        return events;
    }
}
