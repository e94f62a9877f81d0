using RedKube.Core.Imagery;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// Brings readers and lanes together. Parts of images are read in the order in which tiles need them, once for a region; they are held while a tile in work
/// needs them, and then, while memory lasts, for regions that will. Memory: a part is read only where it fits beside what is held; what nobody uses gives
/// way first, and that which is wanted last before all. Where even so nothing fits while lanes lack a batch, the next part is read all the same, one
/// at a time: so nothing waits for ever, and at most one batch's pixels are held beyond the limit. Safe for any number of threads.
/// </summary>
/// <param name="limitBytes">Decoded pixels that are held at most.</param>
/// <param name="lowWater">Parts left to read below which another region is wanted.</param>
internal sealed class PixelScheduler(long limitBytes, int lowWater)
{
    private readonly Lock gate = new();
    private readonly Queue<BlockEntry> unread = [];
    private readonly BlockMemory memory = new(limitBytes);
    private readonly WaitList idleReaders = new();
    private readonly HashSet<DetectorHost> hosts = [];
    private readonly RoomSignal room = new();
    private int reading;
    private bool stopped;

    /// <summary>Adds a region's tiles; its parts that are not held are lined up for reading.</summary>
    public void Add(RegionWork region)
    {
        lock (gate)
        {
            var image = region.Image;
            image.Claim(region.Region.Index);
            hosts.Add(image.Host);
            var slot = 0;
            foreach (var tile in image.Plan.TilesOf(region.Region))
            {
                var under = image.Plan.Blocks.Under(image.InImage(tile.Rect));
                var blocks = new BlockEntry[under.Count];
                var work = new TileWork(region, tile, slot, blocks);
                region.Tiles[slot++] = work;
                for (var i = 0; i < blocks.Length; i++)
                {
                    blocks[i] = Want(work, ((under.Y + (i / under.Width)) * image.Plan.Blocks.Columns) + under.X + (i % under.Width));
                }

                image.Host.WaitingCount++;
                if (work.Missing == 0)
                {
                    image.Host.MakeReady(work);
                }
            }

            WakeReader();
        }
    }

    /// <summary>Takes the next part to read; waits for one.</summary>
    /// <param name="thread">The reader's own semaphore.</param>
    /// <returns>Null where the reader should look after its files and come back, or where all has stopped.</returns>
    public BlockEntry? TakeRead(SemaphoreSlim thread)
    {
        lock (gate)
        {
            while (!stopped && unread.TryPeek(out var entry))
            {
                if (entry.Users == 0)
                {
                    unread.Dequeue();
                    entry.Image.Entries.Remove(entry.Index);
                    continue;
                }

                if (!Admit(entry))
                {
                    break;
                }

                unread.Dequeue();
                entry.IsTaken = true;
                memory.Take(entry);
                reading++;
                CheckRoom();
                WakeReader();
                return entry;
            }

            CheckRoom();
            if (stopped)
            {
                return null;
            }

            idleReaders.Enlist(thread);
        }

        thread.Wait();
        return null;
    }

    /// <summary>A part was read.</summary>
    public void Complete(BlockEntry entry, PixelBlock block)
    {
        lock (gate)
        {
            entry.HasEnded = true;
            if (entry.IsGivenUp)
            {
                memory.GiveBack(entry);
                block.Dispose();
                WakeReader();
                return;
            }

            reading--;
            entry.Block = block;
            foreach (var tile in entry.Waiting)
            {
                if (--tile.Missing == 0 && tile.State == TileState.Waiting)
                {
                    tile.Region.Image.Host.MakeReady(tile);
                }
            }

            entry.Waiting.Clear();
            if (entry.Users == 0)
            {
                memory.KeepOrFree(entry);
            }

            WakeReader();
        }
    }

    /// <summary>A part could not be read.</summary>
    /// <returns>The regions that waited for it.</returns>
    public IReadOnlyList<RegionWork> Fail(BlockEntry entry)
    {
        lock (gate)
        {
            entry.HasEnded = true;
            memory.GiveBack(entry);
            return EndRead(entry);
        }
    }

    /// <summary>A part's reader hangs. Its memory counts as held until the reader comes back; who wants the part next reads it anew.</summary>
    /// <returns>The regions that waited for it.</returns>
    public IReadOnlyList<RegionWork> GiveUpRead(BlockEntry entry)
    {
        lock (gate)
        {
            var waited = entry.HasEnded ? [] : EndRead(entry);
            entry.IsGivenUp = true;
            return waited;
        }
    }

    /// <summary>Whether a region can only wait: for its turn with readers or lanes, not for something that is being read or run for it.</summary>
    public bool WaitsItsTurn(RegionWork region)
    {
        lock (gate)
        {
            return region.Tiles.Any(static t => t is null || t.WaitsItsTurn);
        }
    }

    /// <summary>The region that a part is being read for; null where nobody waits any more.</summary>
    public RegionWork? ReadFor(BlockEntry entry)
    {
        lock (gate)
        {
            return entry.Waiting.Find(static t => t.State == TileState.Waiting)?.Region;
        }
    }

    /// <summary>Takes tiles for a lane: as many as it has room for, or the last ones there are; waits for them.</summary>
    /// <param name="host">The lane's detector.</param>
    /// <param name="tiles">Taken tiles are put here.</param>
    /// <param name="wanted">Room that the lane has.</param>
    /// <param name="hasSome">Whether the lane has loaded tiles already: it then does not wait where no more will come.</param>
    /// <param name="thread">The lane's own semaphore.</param>
    /// <returns>The number of tiles; −1 where the lane is to end.</returns>
    public int TakeTiles(DetectorHost host, TileWork[] tiles, int wanted, bool hasSome, SemaphoreSlim thread)
    {
        while (true)
        {
            lock (gate)
            {
                if (stopped || host.IsClosed)
                {
                    return -1;
                }

                if (host.ReadyCount >= wanted || host.WaitingCount == 0)
                {
                    var count = 0;
                    while (count < wanted && host.Take() is { } tile)
                    {
                        tiles[count++] = tile;
                    }

                    if (count > 0 || hasSome)
                    {
                        if (host.ReadyCount > 0)
                        {
                            host.IdleLanes.WakeOne();
                        }

                        CheckRoom();
                        WakeReader();
                        return count;
                    }
                }

                host.IdleLanes.Enlist(thread);
            }

            thread.Wait();
        }
    }

    /// <summary>A lane no longer needs a tile's pixels.</summary>
    public void Release(TileWork tile)
    {
        lock (gate)
        {
            LetGo(tile);
            WakeReader();
        }
    }

    /// <summary>A region has failed or was given back: its tiles are dropped, those that lanes have excepted.</summary>
    public void Abandon(RegionWork region)
    {
        lock (gate)
        {
            foreach (var tile in region.Tiles)
            {
                if (tile?.State is TileState.Waiting or TileState.Ready)
                {
                    if (tile.State == TileState.Waiting)
                    {
                        region.Image.Host.WaitingCount--;
                    }
                    else
                    {
                        region.Image.Host.Drop();
                    }

                    LetGo(tile);
                }
            }

            region.Image.Host.IdleLanes.WakeAll();
            idleReaders.WakeAll();
            CheckRoom();
        }
    }

    /// <summary>Frees what is held of an image of which nothing is in work.</summary>
    public void Forget(ImageWork image)
    {
        lock (gate)
        {
            memory.Forget(image);
            idleReaders.WakeAll();
        }
    }

    /// <summary>Ends the lanes of a detector.</summary>
    public void Close(DetectorHost host)
    {
        lock (gate)
        {
            host.IsClosed = true;
            hosts.Remove(host);
            host.IdleLanes.WakeAll();
        }
    }

    /// <summary>Ends all readers and lanes.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
            idleReaders.WakeAll();
            foreach (var host in hosts)
            {
                host.IdleLanes.WakeAll();
            }
        }
    }

    /// <summary>Waits until another region is wanted.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (HasRoom())
                {
                    return;
                }

                signal = room.Next();
            }

            await signal.WaitAsync(cancellation);
        }
    }

    // Enough is read ahead where readers have work and lanes have tiles: more would be taken from other workers.
    private bool HasRoom() =>
        unread.Count < lowWater && hosts.All(static h => h.ReadyCount < 2 * h.Detector.Lanes * h.Detector.BatchSize);

    private void CheckRoom()
    {
        if (room.IsAwaited && HasRoom())
        {
            room.Tell();
        }
    }

    private IReadOnlyList<RegionWork> EndRead(BlockEntry entry)
    {
        WakeReader();
        if (entry.IsGivenUp)
        {
            return [];
        }

        reading--;
        entry.Image.Entries.Remove(entry.Index);
        return [.. entry.Waiting.Where(static t => t.State == TileState.Waiting).Select(static t => t.Region).Distinct()];
    }

    private BlockEntry Want(TileWork tile, int index)
    {
        var image = tile.Region.Image;
        if (!image.Entries.TryGetValue(index, out var entry))
        {
            entry = image.Entries[index] = new BlockEntry(image, index);
            unread.Enqueue(entry);
        }

        if (entry.Block is null)
        {
            entry.Waiting.Add(tile);
            tile.Missing++;
        }
        else if (entry.Users == 0)
        {
            memory.UseAgain(entry);
        }

        entry.Users++;
        return entry;
    }

    // A reader that is woken for nothing takes its turn on the processor from a lane.
    private void WakeReader()
    {
        if (unread.TryPeek(out var next) && (next.Users == 0 || !next.Image.Host.HasTilesAhead()))
        {
            idleReaders.WakeOne();
        }
    }

    private bool Admit(BlockEntry entry)
    {
        var host = entry.Image.Host;
        return !host.HasTilesAhead() && (memory.MakeRoomFor(entry) || (reading == 0 && host.ReadyCount < host.Detector.BatchSize));
    }

    private void LetGo(TileWork tile)
    {
        tile.State = TileState.Left;
        foreach (var entry in tile.Blocks)
        {
            if (--entry.Users == 0 && entry.Block is not null)
            {
                memory.KeepOrFree(entry);
            }
        }
    }
}
