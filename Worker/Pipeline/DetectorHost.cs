using RedKube.Core.Detections;

namespace RedKube.Worker.Pipeline;

/// <summary>A detector and the tiles that wait for its lanes. Tiles are guarded by the scheduler's lock.</summary>
/// <param name="detector">The detector.</param>
internal sealed class DetectorHost(IDetector detector) : IDisposable
{
    private readonly PriorityQueue<TileWork, long> ready = new();
    private long sequence;

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

    /// <summary>A tile has all its pixels.</summary>
    public void MakeReady(TileWork tile)
    {
        tile.State = TileState.Ready;
        WaitingCount--;
        ReadyCount++;
        ready.Enqueue(tile, sequence++);
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
