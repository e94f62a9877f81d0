using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>
/// Looks whether the data folder can be reached. Only one look at a time, on a thread of its own: a share that does not answer would otherwise keep a thread for every
/// question. Safe for any number of threads.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="place">Looks into it.</param>
/// <param name="time">The clock.</param>
public sealed class DataFolderProbe(DataFolder data, IJobPlace place, TimeProvider time)
{
    // An id that no job has: whether it is there is one question to the storage, however many jobs it holds.
    private static readonly JobId Nobody = new(new string('0', 16));
    private readonly Lock gate = new();
    private Task? looking;

    /// <summary>Looks, or waits for the look that is under way.</summary>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="RedKubeException">RK4007 where it is not there or does not answer.</exception>
    public async Task RequireAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Task look;
        lock (gate)
        {
            look = looking = looking is null or { IsCompleted: true }
                ? Task.Factory.StartNew(Look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : looking;
        }

        try
        {
            await look.WaitAsync(patience, time, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new RedKubeException(ErrorCode.StorageAway, $"The data folder has not answered for {patience.TotalSeconds:0.#} seconds. Check --data and its mount.", e);
        }
    }

    private void Look()
    {
        if (data.IsLocal && !Directory.Exists(data.Root))
        {
            throw new RedKubeException(ErrorCode.StorageAway, $"The data folder {data.Root} is not there. Check --data and its mount.");
        }

        place.Find(Nobody)?.Read();
    }
}
