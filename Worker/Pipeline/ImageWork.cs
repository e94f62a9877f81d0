using System.Collections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Worker.Pipeline;

/// <summary>One job as this worker sees it: its plan, its detector, the parts of its image that are held.</summary>
/// <param name="job">The job.</param>
/// <param name="plan">Its plan.</param>
/// <param name="host">What detects for it.</param>
/// <param name="results">Where its results go.</param>
internal sealed class ImageWork(Job job, Plan plan, DetectorHost host, IResultStore results) : IDisposable
{
    private readonly BitArray claimed = new(plan.Layout.Count);
    private int furthest;

    /// <summary>The job.</summary>
    public Job Job { get; } = job;

    /// <summary>The queue of its model.</summary>
    public string ModelQueueName { get; } = ModelQueue.NameOf(job.Model.Name);

    /// <summary>Its plan.</summary>
    public Plan Plan { get; } = plan;

    /// <summary>What detects for it.</summary>
    public DetectorHost Host { get; } = host;

    /// <summary>Where its results go.</summary>
    public IResultStore Results { get; } = results;

    /// <summary>Memory for decoded pixels.</summary>
    public PixelBlockPool Pool { get; } = new(plan.Blocks.Part, plan.Spec.Bands.Count, plan.Spec.SampleType, plan.Spec.HasMask);

    /// <summary>Parts on their way, by number. Guarded by the scheduler's lock.</summary>
    public Dictionary<int, BlockEntry> Entries { get; } = [];

    /// <summary>Regions that this worker has in work.</summary>
    public int InFlight { get; set; }

    /// <summary>Whether nothing more will be read of it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The part of a rectangle that lies in the image.</summary>
    public PixelRect InImage(PixelRect rect) => rect.Intersect(new PixelRect(0, 0, Plan.Spec.Image.Width, Plan.Spec.Image.Height));

    /// <summary>Remembers that a region was claimed here. Guarded by the scheduler's lock.</summary>
    public void Claim(int region)
    {
        claimed[region] = true;
        furthest = Math.Max(furthest, Plan.OrderOf(region));
    }

    /// <summary>
    /// Where in reading order the next region stands that will want a part and was not claimed here before; −1 where there is none within one row of the
    /// strip: what is wanted later than that would only take the place of what is wanted soon. Guarded by the scheduler's lock.
    /// </summary>
    public int NextRegionFor(int part)
    {
        var under = Plan.Layout.Touching(Plan.Blocks.RectOf(part));
        var next = furthest + Plan.StripColumns + 2;
        for (var row = under.Y; row < under.Bottom; row++)
        {
            for (var column = under.X; column < under.Right; column++)
            {
                var index = (row * Plan.Layout.Columns) + column;
                next = claimed[index] ? next : Math.Min(next, Plan.OrderOf(index));
            }
        }

        return next < furthest + Plan.StripColumns + 2 ? next : -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsClosed = true;
        Pool.Dispose();
    }
}
