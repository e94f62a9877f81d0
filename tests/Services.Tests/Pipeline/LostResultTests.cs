using Microsoft.Extensions.DependencyInjection;
using RedKube.Core.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

/// <summary>Results that were stored and are torn or gone when they are merged.</summary>
public sealed class LostResultTests : IDisposable
{
    private readonly Workbench bench = new();
    private readonly List<JobMessage> said = [];

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Merge_ResultIsLost_IsDoneAgain()
    {
        var disk = new UnsteadyDisk { Loses = static (region, lost) => region == 1 && lost == 0 };

        var outcome = await RunAsync(disk);

        Assert.True(outcome.State == JobState.Done, $"{outcome.State} {string.Join("; ", outcome.Missing)}");
        Assert.Equal(1, disk.Lost);
        Assert.Equal(await Workbench.UndisturbedAsync(), await File.ReadAllBytesAsync(bench.Output));
        Assert.Contains(said, static m => m.IsWarning && m.Text.Contains("done again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Merge_StorageLosesAResultAgainAndAgain_EndsWithoutIt()
    {
        var disk = new UnsteadyDisk { Loses = static (region, _) => region == 1 };

        var outcome = await RunAsync(disk);

        Assert.Equal(JobState.Partial, outcome.State);
        Assert.Equal(1, Assert.Single(outcome.Missing).Region);
    }

    private async Task<JobOutcome> RunAsync(UnsteadyDisk disk)
    {
        using var host = await Workbench.StartAsync(bench.Image, new SquaresModel(), new WorkerOptions { Threads = 2 }, services => services.AddSingleton<IJobFolders>(disk));
        var jobs = host.Services.GetRequiredService<IJobs>();
        var outcome = await jobs.WaitAsync(await jobs.SubmitAsync(bench.Request(), default), Listen, default).WaitAsync(TimeSpan.FromMinutes(1));
        await host.StopAsync();
        return outcome;
    }

    private void Listen(JobEvent happened)
    {
        if (happened is JobMessage message)
        {
            said.Add(message);
        }
    }
}
