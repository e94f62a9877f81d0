using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RedKube.Aggregator;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Services.Tests.Fakes;

namespace RedKube.Services.Tests.Jobs;

/// <summary>An aggregator that was stopped past its lease, while another did its work, and then goes on.</summary>
public sealed class TwoAggregatorsTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Merge_LeaseLostWhileWriting_TakesEffectOnce()
    {
        var expected = await Workbench.UndisturbedAsync();
        var writers = new StoppingWriters();
        using var host = await Workbench.StartAsync(
            bench.Image, new SquaresModel(), data: bench.Data,
            configure: services => services.AddSingleton<IFeatureWriterFactory>(writers).AddSingleton(new QueueOptions { LeaseTime = TimeSpan.FromHours(1) }));
        using var second = Second(host, writers);
        await second.StartAsync(CancellationToken.None);
        var jobs = host.Services.GetRequiredService<IJobs>();

        var job = await jobs.SubmitAsync(bench.Request() with { ModelPath = bench.ModelFile }, CancellationToken.None);
        await writers.FirstStops.WaitAsync(TimeSpan.FromMinutes(1));
        await LoseMergeLeaseAsync(host.Services.GetRequiredService<IWorkQueue>(), job);
        var outcome = await jobs.WaitAsync(job, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        var written = File.GetLastWriteTimeUtc(bench.Output);
        writers.GoOn();
        await writers.AllDisposedAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await second.StopAsync(CancellationToken.None);
        await host.StopAsync();

        Assert.Equal(2, writers.Created);
        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(expected, await File.ReadAllBytesAsync(bench.Output));
        Assert.Equal(written, File.GetLastWriteTimeUtc(bench.Output));
        Assert.Equal(JobState.Done, new LocalJobFolders().Open(Path.Combine(bench.Data, "jobs", job.Value)).Read()!.State);
        Assert.Empty(Directory.GetFiles(bench.Folder, ".*.part*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }));
    }

    // Tokens of the queue of one process are numbers: the one that holds the merge is among them.
    private static async Task LoseMergeLeaseAsync(IWorkQueue queue, JobId job)
    {
        for (var token = 1; token <= 1000; token++)
        {
            await queue.GiveBackAsync(new Lease(new WorkItem(job, WorkStage.Merge, 0), 1, $"{token}"), CancellationToken.None);
        }
    }

    private static AggregatorService Second(IHost host, IFeatureWriterFactory writers)
    {
        var services = host.Services;
        return new AggregatorService(
            services.GetRequiredService<Core.Imagery.IRasterSource>(), writers, services.GetRequiredService<IOutputStore>(), services.GetRequiredService<IJobPlace>(),
            services.GetRequiredService<IJobStore>(), services.GetRequiredService<IWorkQueue>(),
            new AggregatorOptions { RenewEvery = TimeSpan.FromHours(1), EndsJobWithoutSpace = false }, TimeProvider.System, NullLogger<AggregatorService>.Instance);
    }

    /// <summary>The first writer that is made stops before it is complete, until it is told to go on.</summary>
    private sealed class StoppingWriters : IFeatureWriterFactory
    {
        private readonly TextFeatureWriterFactory inner = new();
        private readonly TaskCompletionSource going = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource stops = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int created;

        public Task FirstStops => stops.Task;

        public IReadOnlyList<string> Formats => inner.Formats;

        public int Created => Volatile.Read(ref created);

        public IFeatureWriter Create(string format, string path, OutputHeader header) =>
            Interlocked.Increment(ref created) == 1 ? new Stopping(inner.Create(format, path, header), this) : inner.Create(format, path, header);

        public void GoOn() => going.SetResult();

        public Task AllDisposedAsync() => disposed.Task;

        private sealed class Stopping(IFeatureWriter inner, StoppingWriters owner) : IFeatureWriter
        {
            public void Write(Feature feature) => inner.Write(feature);

            public void Complete()
            {
                owner.stops.TrySetResult();
                owner.going.Task.Wait();
                inner.Complete();
            }

            public void Dispose()
            {
                inner.Dispose();
                owner.disposed.TrySetResult();
            }
        }
    }
}
