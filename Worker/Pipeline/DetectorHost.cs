using RedKube.Core.Detections;

namespace RedKube.Worker.Pipeline;

/// <summary>A detector and the tiles that wait for its lanes. Tiles are guarded by the scheduler's lock.</summary>
/// <param name="detector">The detector.</param>
internal sealed class DetectorHost(IDetector detector) : IDisposable
{
    private const int LeastAhead = 8;

    private readonly PriorityQueue<TileWork, long> ready = new();
    private readonly int mostAhead = Math.Max(LeastAhead, 4 * detector.Lanes * detector.BatchSize);
    private long sequence;
    private bool isAhead;

    /// <summary>The detector.</summary>
    public IDetector Detector { get; } = detector;

    /// <summary>Lanes that wait for tiles.</summary>
    public WaitList IdleLanes { get; } = new();

    /// <summary>Tiles with all their pixels.</summary>
    public int ReadyCount { get; private set; }

    /// <summary>Tiles that wait for pixels.</summary>
    public int WaitingCount { get; set; }

    /// <summary>The threads of its lanes, once started.</summary>
    public List<Task> Lanes { get; } = [];

    /// <summary>Whether its lanes are to end.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Jobs that use it.</summary>
    public int Users { get; set; }

    /// <summary>
    /// Whether there are tiles enough for a while: more would only be memory. Once there are, it stays so until half of them are gone: readers then work in
    /// one go, instead of taking the processor and its caches from a lane for each tile.
    /// </summary>
    public bool HasTilesAhead()
    {
        isAhead = ReadyCount >= mostAhead || (isAhead && ReadyCount > mostAhead / 2);
        return isAhead;
    }

    /// <summary>A tile has all its pixels: wakes a lane where there is a batch, all of them where no more will come.</summary>
    public void MakeReady(TileWork tile)
    {
        tile.State = TileState.Ready;
        WaitingCount--;
        ReadyCount++;
        ready.Enqueue(tile, sequence++);
        if (WaitingCount == 0)
        {
            IdleLanes.WakeAll();
        }
        else if (ReadyCount >= Detector.BatchSize)
        {
            IdleLanes.WakeOne();
        }
    }

    /// <summary>A tile that was ready is not wanted any more; it stays in line until it comes up.</summary>
    public void Drop() => ReadyCount--;

    /// <summary>Takes the next tile.</summary>
    public TileWork? Take()
    {
        while (ready.TryDequeue(out var tile, out _))
        {
            if (tile.State == TileState.Ready)
            {
                ReadyCount--;
                tile.State = TileState.Taken;
                return tile;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => Detector.Dispose();
}
