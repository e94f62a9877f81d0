using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Worker.Pipeline;

/// <summary>Opens jobs and detectors for the worker and keeps them while they are of use. One caller at a time.</summary>
/// <param name="detectors">Opens models.</param>
/// <param name="models">Where models are kept.</param>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="options">How much of the machine the worker takes.</param>
/// <param name="startLane">Starts the thread of a lane.</param>
/// <param name="drained">Ends once no region is in work.</param>
/// <param name="scheduler">Told of what is closed.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class ImageDesk(
    IDetectorFactory detectors,
    IModelPlace models,
    IJobPlace place,
    IJobStore store,
    WorkerOptions options,
    Func<DetectorHost, Task> startLane,
    Func<CancellationToken, Task> drained,
    PixelScheduler scheduler,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private const string AnyDevice = "auto";
    private const int MostHung = 4;

    // What a timer can be set to.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly Dictionary<JobId, ImageWork> images = [];
    private readonly Dictionary<string, DetectorHost> hosts = new(StringComparer.Ordinal);
    private volatile ModelRef? loaded;
    private readonly List<Task> hung = [];
    private volatile string device = "";

    /// <summary>How long a stop waits for runs under way.</summary>
    public static TimeSpan StopPatience { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether so many calls hang that no further model should be opened. Safe for any thread.</summary>
    public bool TooManyHang
    {
        get
        {
            lock (hung)
            {
                hung.RemoveAll(static t => t.IsCompleted);
                return hung.Count >= MostHung;
            }
        }
    }

    /// <summary>The queue of the loaded model; null: none is loaded. Safe for any thread.</summary>
    public string? LoadedModel => loaded is { } model ? ModelQueue.NameOf(model.Name) : null;

    /// <summary>What the loaded model runs on; empty: none is loaded. Safe for any thread.</summary>
    public string Device => device;

    /// <summary>The job of a lease, opened.</summary>
    /// <exception cref="RedKubeException">The model cannot be used, or the job is gone.</exception>
    /// <exception cref="StallException">Opening the model did not come back.</exception>
    public async Task<ImageWork> OpenAsync(JobId id, CancellationToken cancellation)
    {
        var job = await store.FindAsync(id, cancellation);
        if (job?.Plan is not { } spec || job.State.IsFinal())
        {
            throw new RedKubeException(ErrorCode.JobNotFound, $"The job {id} of a region is not under way.");
        }

        if (images.TryGetValue(id, out var known) && known.Job.Key == job.Key)
        {
            return known;
        }

        if (loaded is { } other && other.Hash != job.Model.Hash)
        {
            // One model at a time: what the loaded one has in work comes to its end first.
            await drained(cancellation);
        }

        await CloseIdleAsync(job.Model.Hash);
        var host = await HostForAsync(job, spec, cancellation);
        host.Users++;
        return images[id] = new ImageWork(job, new Plan(spec), host, place.FolderOf(job).Results);
    }

    // One detector without a job stays: the next image of a folder most likely wants it. Those of another model go.
    private async Task CloseIdleAsync(string modelHash)
    {
        foreach (var image in images.Values.Where(static i => i.InFlight == 0).ToArray())
        {
            images.Remove(image.Job.Id);
            image.Host.Users--;
            scheduler.Forget(image);
            image.Dispose();
        }

        var idle = hosts.Where(static h => h.Value.Users == 0).ToArray();
        var kept = idle.FirstOrDefault(h => h.Value.Detector.Model.Hash == modelHash).Key;
        foreach (var (key, host) in idle.Where(h => h.Key != kept))
        {
            hosts.Remove(key);
            await CloseAsync(host);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await CloseAsync(host);
        }

        foreach (var image in images.Values)
        {
            image.Dispose();
        }
    }

    // A lane whose run does not come back cannot be stopped: it is left to itself, and with it the detector that it uses.
    private async Task CloseAsync(DetectorHost host)
    {
        scheduler.Close(host);
        try
        {
            await Task.WhenAll(host.Lanes).WaitAsync(StopPatience, time);
        }
        catch (TimeoutException)
        {
            Log.LanesLeft(logger, host.Lanes.Count(static l => !l.IsCompleted));
            return;
        }
        catch
        {
            host.Dispose();
            throw;
        }

        host.Dispose();
    }

    private async Task<DetectorHost> HostForAsync(Job job, PlanSpec spec, CancellationToken cancellation)
    {
        var where = job.Options.Device == AnyDevice ? options.Device : job.Options.Device;
        var wanted = DetectorOptions.Of(spec, where, job.Threads ?? options.Threads) with
        {
            Confidence = job.Options.Confidence,
            Classes = ClassChoice.Indices(job.Options.Classes, job.Model.Card.Names),
        };
        var key = string.Join('|', job.Model.Hash, wanted with { Ranges = [], Classes = null }, string.Join(' ', spec.Ranges), string.Join(' ', (wanted.Classes ?? new HashSet<int>()).Order()));
        if (!hosts.TryGetValue(key, out var host))
        {
            host = hosts[key] = new DetectorHost(await LoadAsync(job, wanted, cancellation));
            for (var lane = 0; lane < host.Detector.Lanes; lane++)
            {
                host.Lanes.Add(startLane(host));
            }
        }

        (loaded, device) = (job.Model, host.Detector.Runtime);
        Log.DetectorOpened(logger, job.Id, job.Model.Name, host.Detector.DeviceChoice, host.Detector.Runtime, host.Detector.BatchSize);
        store.Say(new JobMessage(job.Id, host.Detector.DeviceChoice, IsWarning: false));
        return host;
    }

    // A share that does not answer makes such a call hang, and it cannot be stopped: it is left to itself, and what it may still open is closed.
    private async Task<IDetector> LoadAsync(Job job, DetectorOptions wanted, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var token = stop.Token;
        var loading = Task.Run(async () => detectors.Create(await models.FindAsync(job.Model, token), wanted), CancellationToken.None);
        try
        {
            return await loading.WaitAsync(job.StallTimeout < LongestTimer ? job.StallTimeout : Timeout.InfiniteTimeSpan, time, cancellation);
        }
        catch (OperationCanceledException) when (!loading.IsCompleted)
        {
            Leave(loading);
            throw;
        }
        catch (TimeoutException e) when (!loading.IsCompleted)
        {
            await stop.CancelAsync();
            Leave(loading);
            throw new StallException(new RedKubeException(
                ErrorCode.ModelStorageAway,
                $"Opening the model {job.Model.Name} did not come back within {job.StallTimeout}. Check the models' storage and the device; --stall-timeout sets how long is waited.",
                e));
        }
    }

    private void Leave(Task<IDetector> loading)
    {
        lock (hung)
        {
            hung.Add(CloseLateAsync(loading));
        }
    }

    private static async Task CloseLateAsync(Task<IDetector> loading)
    {
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading).Dispose();
        }
    }
}
