using System.Collections.Concurrent;

namespace RedKube.Worker.Pipeline;

/// <summary>The regions that a worker has in work, each with the task that ends it. Safe for any number of threads.</summary>
internal sealed class RegionsInWork
{
    private readonly ConcurrentDictionary<RegionWork, Task> regions = [];
    private TaskCompletionSource left = NewSignal();

    /// <summary>All of them.</summary>
    public ICollection<RegionWork> All => regions.Keys;

    /// <summary>Adds one.</summary>
    public void Add(RegionWork region) => regions[region] = Task.CompletedTask;

    /// <summary>Notes the task that stores a region, or says that it failed.</summary>
    public void Ends(RegionWork region, Task ending) => regions[region] = ending;

    /// <summary>Waits until a region is stored or said to have failed, where that has begun.</summary>
    public Task EndingOf(RegionWork region) => regions.GetValueOrDefault(region, Task.CompletedTask);

    /// <summary>Takes one out.</summary>
    public void Remove(RegionWork region)
    {
        regions.TryRemove(region, out _);
        Interlocked.Exchange(ref left, NewSignal()).TrySetResult();
    }

    /// <summary>Waits until there are none.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task WaitUntilEmptyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var signal = Volatile.Read(ref left).Task;
            if (regions.IsEmpty)
            {
                return;
            }

            await signal.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
