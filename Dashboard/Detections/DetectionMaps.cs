using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Dashboard.Detections;

/// <summary>
/// The maps of the jobs that are looked at; those not looked at for long give way once all together take more memory than is allowed. Safe for any
/// number of threads.
/// </summary>
/// <param name="images">Opens images for their place.</param>
/// <param name="renderer">Knows the space of images.</param>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="options">How much memory they may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class DetectionMaps(
    IRasterSource images, ITileRenderer renderer, IJobPlace place, DashboardOptions options, TimeProvider time, ILogger<DetectionMaps> logger)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Dictionary<JobId, Entry> entries = [];
    private long uses;

    /// <summary>Bytes of all maps.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return entries.Values.Sum(static e => e.Map?.Bytes ?? 0);
            }
        }
    }

    /// <summary>The map of a job: of its result, or, before there is one, of the regions that are finished, at most a second old.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the waiting up.</param>
    /// <exception cref="RedKubeException">RK4005, RK2001 to RK2010.</exception>
    public async Task<DetectionMap> GetAsync(Job job, CancellationToken cancellation)
    {
        var entry = EntryOf(job.Id);
        if (IsFresh(entry, job) is { } map)
        {
            return map;
        }

        await entry.Turn.WaitAsync(cancellation);
        try
        {
            if (IsFresh(entry, job) is { } made)
            {
                return made;
            }

            var news = await Task.Run(() => Make(entry, job, cancellation), cancellation);
            lock (gate)
            {
                (entry.Map, entry.Made) = (news, time.GetTimestamp());
            }

            MakeRoom(job.Id);
            return news;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>Forgets a job's map.</summary>
    /// <param name="job">The job.</param>
    public void Forget(JobId job)
    {
        lock (gate)
        {
            entries.Remove(job);
        }
    }

    private static string? MergedVersion(Job job) =>
        job.State is JobState.Done or JobState.Partial && job.Output is { } output && !StorageAddress.IsRemote(job.OutputPath) ? output.Sha256[..16] : null;

    private DetectionMap? IsFresh(Entry entry, Job job)
    {
        lock (gate)
        {
            entry.Used = ++uses;
            return entry.Map is { } map && (MergedVersion(job) is { } version ? map.Version == version : map.File is null && time.GetElapsedTime(entry.Made) < Pace)
                ? map
                : null;
        }
    }

    private DetectionMap Make(Entry entry, Job job, CancellationToken cancellation)
    {
        var space = entry.Space ??= renderer.Frame(job.Image, cancellation).Space;
        if (MergedVersion(job) is not { } version)
        {
            return (entry.Live ??= new LiveDetections(images, place)).Refresh(job, space, cancellation);
        }

        entry.Live = null;
        var map = FeatureLines.Read(job.OutputPath, space, job.Model.Card.Names, version, cancellation);
        DashboardLog.MapBuilt(logger, job.Id, map.Count);
        return map;
    }

    private Entry EntryOf(JobId job)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(job, out var entry))
            {
                entries[job] = entry = new Entry();
            }

            return entry;
        }
    }

    private void MakeRoom(JobId keep)
    {
        lock (gate)
        {
            foreach (var (job, _) in entries.Where(e => e.Key != keep).OrderBy(static e => e.Value.Used).ToList())
            {
                if (entries.Values.Sum(static e => e.Map?.Bytes ?? 0) <= options.MapBytes)
                {
                    return;
                }

                entries.Remove(job);
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public DetectionMap? Map { get; set; }

        public LiveDetections? Live { get; set; }

        public MapSpace? Space { get; set; }

        public long Made { get; set; }

        public long Used { get; set; }
    }
}
