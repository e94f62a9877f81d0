using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>What every worker registry promises. Each implementation inherits it.</summary>
public abstract class WorkerRegistryContract
{
    protected abstract IWorkerRegistry Registry { get; }

    /// <summary>Lets time pass for the registry.</summary>
    protected abstract void Advance(TimeSpan by);

    [Fact]
    public async Task Beat_IsListedById()
    {
        var status = new WorkerStatus("b-1")
        {
            Host = "b", Device = "CPU (4 threads)", Model = "harbour", InWork = [new WorkItem(new JobId("000000000000000a"), WorkStage.Detect, 3)], TilesPerSecond = 2.5, Waits = "The disk is full.",
        };
        await Registry.BeatAsync(status, default);
        await Registry.BeatAsync(new WorkerStatus("a-1"), default);

        var workers = await Registry.ListAsync(default);

        Assert.Equal(["a-1", "b-1"], workers.Select(static w => w.Id));
        Assert.Equal(status.InWork, workers[1].InWork);
        Assert.Equal(status, workers[1] with { Seen = default, InWork = status.InWork });
    }

    [Fact]
    public async Task Beat_Again_ReplacesAndKeeps()
    {
        await Registry.BeatAsync(new WorkerStatus("a"), default);
        var first = Assert.Single(await Registry.ListAsync(default));
        Advance(IWorkerRegistry.KeptFor - TimeSpan.FromSeconds(1));
        await Registry.BeatAsync(new WorkerStatus("a") { Model = "harbour" }, default);
        Advance(IWorkerRegistry.KeptFor - TimeSpan.FromSeconds(1));

        var second = Assert.Single(await Registry.ListAsync(default));

        Assert.Equal("harbour", second.Model);
        Assert.Equal(IWorkerRegistry.KeptFor - TimeSpan.FromSeconds(1), second.Seen - first.Seen);
    }

    [Fact]
    public async Task List_AfterLongSilence_LeavesOut()
    {
        await Registry.BeatAsync(new WorkerStatus("a"), default);
        Advance(TimeSpan.FromSeconds(10));
        await Registry.BeatAsync(new WorkerStatus("b"), default);
        Advance(IWorkerRegistry.KeptFor - TimeSpan.FromSeconds(10));

        Assert.Equal(["b"], (await Registry.ListAsync(default)).Select(static w => w.Id));
    }

    [Fact]
    public async Task Leave_TakesOffTheList()
    {
        await Registry.BeatAsync(new WorkerStatus("a"), default);
        await Registry.BeatAsync(new WorkerStatus("b"), default);

        await Registry.LeaveAsync("a", default);
        await Registry.LeaveAsync("c", default);

        Assert.Equal(["b"], (await Registry.ListAsync(default)).Select(static w => w.Id));
    }
}
