using RedKube.Core.Detections;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Worker.Pipeline;

/// <summary>One region in work under a lease. What lanes report is safe for any number of threads.</summary>
/// <param name="lease">The claim.</param>
/// <param name="image">Its job.</param>
/// <param name="region">The region.</param>
/// <param name="tileCount">Its tiles.</param>
/// <param name="time">The clock.</param>
internal sealed class RegionWork(Lease lease, ImageWork image, Region region, int tileCount, TimeProvider time)
{
    private readonly Detection[]?[] found = new Detection[]?[tileCount];
    private int left = tileCount;
    private int ended;
    private long tilesRun;
    private long tilesSkipped;
    private long detections;
    private long blocksDecoded;
    private long lastProgress = time.GetTimestamp();

    /// <summary>The claim.</summary>
    public Lease Lease { get; } = lease;

    /// <summary>Its job.</summary>
    public ImageWork Image { get; } = image;

    /// <summary>The region.</summary>
    public Region Region { get; } = region;

    /// <summary>Its tiles. Guarded by the scheduler's lock.</summary>
    public TileWork[] Tiles { get; set; } = [];

    /// <summary>Whether it is stored, failed or given back: what still comes is ignored.</summary>
    public bool HasEnded => Volatile.Read(ref ended) != 0;

    /// <summary>Whether a tile has reported.</summary>
    public bool HasBegun => Volatile.Read(ref left) < found.Length;

    /// <summary>Time since something of it was read or run.</summary>
    public TimeSpan Idle => time.GetElapsedTime(Volatile.Read(ref lastProgress));

    /// <summary>Ends it, once.</summary>
    /// <returns>False where it had ended before.</returns>
    public bool TryEnd() => Interlocked.Exchange(ref ended, 1) == 0;

    /// <summary>Notes that something of it was read or run.</summary>
    public void Touch() => Volatile.Write(ref lastProgress, time.GetTimestamp());

    /// <summary>Notes that blocks of the file were decoded for it.</summary>
    public void Decoded(int blocks)
    {
        Interlocked.Add(ref blocksDecoded, blocks);
        Touch();
    }

    /// <summary>Notes what came of a tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="reported">What the detector reported; null: all its pixels were missing.</param>
    /// <returns>Whether it was the last tile.</returns>
    public bool Report(TileWork tile, List<Detection>? reported)
    {
        Touch();
        if (reported is null)
        {
            Interlocked.Increment(ref tilesSkipped);
        }
        else
        {
            Interlocked.Increment(ref tilesRun);
            Interlocked.Add(ref detections, reported.Count);
            found[tile.Slot] = reported.Count == 0 ? null : [.. reported];
        }

        return Interlocked.Decrement(ref left) == 0;
    }

    /// <summary>What was counted of it so far, to be taken back where it does not count.</summary>
    public JobTally Undo() => new() { TilesRun = -tilesRun, TilesSkipped = -tilesSkipped, Detections = -detections };

    /// <summary>Its result, once every tile has reported: in order of tiles, whatever order they came in.</summary>
    public RegionResult ToResult()
    {
        var all = new List<Detection>((int)detections);
        foreach (var ofTile in found)
        {
            all.AddRange(ofTile ?? []);
        }

        return new RegionResult
        {
            JobKey = Image.Job.Key,
            Region = Region.Index,
            Runtime = Image.Host.Detector.Runtime,
            BatchSize = Image.Host.Detector.BatchSize,
            TilesRun = tilesRun,
            TilesSkipped = tilesSkipped,
            BlocksDecoded = blocksDecoded,
            Detections = all,
        };
    }
}
