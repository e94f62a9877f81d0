using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Jobs;

/// <summary>Says where the regions of a job stand.</summary>
/// <param name="board">The jobs.</param>
/// <param name="queue">What is enqueued.</param>
/// <param name="images">Opens images for their place.</param>
internal sealed class RegionDesk(JobBoard board, IWorkQueue queue, IRasterSource images)
{
    /// <summary>Most regions that one answer holds.</summary>
    public const int Most = 20_000;

    /// <summary>The regions of a job with a tile to look at, in order of their numbers; none before it is planned.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK5002 where there is none.</exception>
    public async Task<IReadOnlyList<RegionView>> ListAsync(string id, CancellationToken cancellation)
    {
        var job = await board.FindAsync(id, cancellation);
        if (job.Plan is null)
        {
            return [];
        }

        var plan = new Plan(job.Plan);
        var queued = job.State.IsFinal() ? new Dictionary<int, RegionState>() : await queue.RegionsAsync(job.Id, cancellation);
        var dead = job.State.IsFinal() ? [] : await queue.DeadLettersAsync(job.Id, cancellation);
        var failures = dead.Where(static d => d.Item.Stage == WorkStage.Detect).ToDictionary(static d => d.Item.Region, static d => (d.Failure, d.Attempts));
        foreach (var missing in job.Missing)
        {
            failures.TryAdd(missing.Region, (missing.Failure, missing.Attempts));
        }

        var regions = plan.Regions().Take(Most).ToList();
        var outlines = Outlines(job, plan, regions);
        return [.. regions.Select((region, i) => View(job, region, region.Rect(plan.Grid), outlines?[i], queued, failures))];
    }

    private static RegionView View(
        Job job, Region region, PixelRect rect, LonLat[]? outline, IReadOnlyDictionary<int, RegionState> queued, Dictionary<int, (JobFailure Failure, int Attempts)> failures)
    {
        var known = failures.TryGetValue(region.Index, out var failure);
        var state = queued.TryGetValue(region.Index, out var where)
            ? where switch { RegionState.InWork => "inWork", RegionState.GivenUp => "givenUp", _ => "waiting" }
            : known ? "givenUp" : StateOf(job);
        return new RegionView(region.Index, region.Name, state, rect, outline, known ? FailureView.Of(failure.Failure) : null, known ? failure.Attempts : 0);
    }

    // What is neither queued nor given up is done, once regions were enqueued; of a job that ended early nobody knows without reading its folder.
    private static string StateOf(Job job) => job.State switch
    {
        JobState.Queued or JobState.Planning => "waiting",
        JobState.Failed or JobState.Cancelled => "missing",
        _ => "done",
    };

    private LonLat[][]? Outlines(Job job, Plan plan, List<Region> regions)
    {
        using var geolocator = images.OpenGeolocator(job.Image, job.Options.ReadOptions(null));
        if (geolocator is null)
        {
            return null;
        }

        var corners = new PixelPoint[regions.Count * 4];
        for (var i = 0; i < regions.Count; i++)
        {
            var box = regions[i].Rect(plan.Grid).ToBox();
            new PixelPoint[] { new(box.XMin, box.YMin), new(box.XMax, box.YMin), new(box.XMax, box.YMax), new(box.XMin, box.YMax) }.CopyTo(corners, i * 4);
        }

        var map = new LonLat[corners.Length];
        geolocator.ToMap(corners, map);
        return [.. map.Chunk(4)];
    }
}
