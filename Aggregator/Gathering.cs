using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Aggregator;

/// <summary>What the regions of a job came to, put together.</summary>
internal sealed class Gathering
{
    private const int MostAtOnce = 16;
    private readonly SortedSet<string> runtimes = new(StringComparer.Ordinal);

    /// <summary>Detections of all regions.</summary>
    public List<Detection> Detections { get; } = [];

    /// <summary>Regions without a result.</summary>
    public List<RegionFailure> Missing { get; } = [];

    /// <summary>How many of them had a result, which is torn or gone.</summary>
    public int Lost { get; private set; }

    /// <summary>What made the results.</summary>
    public IReadOnlyList<string> Runtimes => [.. runtimes];

    /// <summary>Regions with a result.</summary>
    public int Regions { get; private set; }

    /// <summary>Tiles that the model saw.</summary>
    public long TilesRun { get; private set; }

    /// <summary>Tiles whose pixels were all missing.</summary>
    public long TilesSkipped { get; private set; }

    /// <summary>Blocks of the file that were decoded.</summary>
    public long BlocksDecoded { get; private set; }

    /// <summary>Tiles in one run of the model.</summary>
    public int BatchSize { get; private set; }

    /// <summary>Loads every region's result.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="results">Its results.</param>
    /// <param name="dead">What was given up.</param>
    /// <param name="cancellation">Stops between regions.</param>
    public static Gathering Of(Job job, Plan plan, IResultStore results, IReadOnlyList<DeadLetter> dead, CancellationToken cancellation)
    {
        var gathering = new Gathering();
        var causes = dead.Where(static d => d.Item.Stage == WorkStage.Detect).ToDictionary(static d => d.Item.Region);
        foreach (var (region, stored) in Load(job, plan, results, cancellation))
        {
            if (stored is { } result)
            {
                gathering.Add(result);
                continue;
            }

            var cause = causes.GetValueOrDefault(region.Index);
            gathering.Lost += cause is null ? 1 : 0;
            gathering.Missing.Add(new RegionFailure(region.Index, region.Rect(plan.Grid), cause?.Failure ?? NotThere, cause?.Attempts ?? 0));
        }

        return gathering;
    }

    // In order, several at once: on S3 each is a request, and one after the other they would take longer than the merge. What is read ahead is bounded.
    private static IEnumerable<(Region Region, RegionResult? Result)> Load(Job job, Plan plan, IResultStore results, CancellationToken cancellation)
    {
        var ahead = new Queue<(Region Region, Task<RegionResult?> Result)>();
        foreach (var region in plan.Regions())
        {
            cancellation.ThrowIfCancellationRequested();
            if (ahead.Count == MostAtOnce)
            {
                yield return Next();
            }

            ahead.Enqueue((region, Task.Run(() => results.Load(region.Index, job.Key), cancellation)));
        }

        while (ahead.Count > 0)
        {
            yield return Next();
        }

        (Region Region, RegionResult? Result) Next()
        {
            var (region, result) = ahead.Dequeue();
            var loaded = result.GetAwaiter().GetResult();
            WorkProgress.Made();
            return (region, loaded);
        }
    }

    private static JobFailure NotThere => new(ErrorCode.JobFolderUnreadable, "Its stored result is no longer there. Run the same command again.");

    private void Add(RegionResult result)
    {
        Regions++;
        Detections.AddRange(result.Detections);
        runtimes.Add(result.Runtime);
        TilesRun += result.TilesRun;
        TilesSkipped += result.TilesSkipped;
        BlocksDecoded += result.BlocksDecoded;
        BatchSize = result.BatchSize;
    }
}
