using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>Lets a worker claim only while it can reach the data folder: without, it could do nothing but fail. One caller at a time.</summary>
/// <param name="probe">Looks into the folder; null: there is none.</param>
/// <param name="every">How long an answer counts, and how long one is waited for.</param>
/// <param name="time">The clock.</param>
internal sealed class DataFolderGate(DataFolderProbe? probe, TimeSpan every, TimeProvider time)
{
    private long? found;

    /// <summary>Looks, where the last answer is too old.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK4007: it cannot be reached.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        if (probe is null || (found is { } at && time.GetElapsedTime(at) < every))
        {
            return;
        }

        found = null;
        await probe.RequireAsync(every, cancellation);
        found = time.GetTimestamp();
    }
}
