using System.Diagnostics;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>One thread that reads: parts of images into memory, with its own open files.</summary>
/// <param name="scheduler">What is to be read.</param>
/// <param name="images">Opens images.</param>
/// <param name="regions">Told of failures.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends the thread.</param>
internal sealed class ReaderLoop(PixelScheduler scheduler, IRasterSource images, IRegionEvents regions, TimeProvider time, CancellationToken stopping)
{
    private readonly Dictionary<ImageWork, IRasterReader> open = [];
    private ReadUnderWay? current;
    private volatile bool isGivenUp;

    /// <summary>Reads until it is stopped.</summary>
    public void Run()
    {
        using var wake = new SemaphoreSlim(0);
        while (!stopping.IsCancellationRequested && !isGivenUp)
        {
            if (scheduler.TakeRead(wake) is { } entry)
            {
                Volatile.Write(ref current, new ReadUnderWay(entry, time.GetTimestamp()));
                Read(entry);
                Volatile.Write(ref current, null);
            }

            CloseEnded();
        }

        foreach (var reader in open.Values)
        {
            reader.Dispose();
        }
    }

    /// <summary>Gives the thread up where its read takes longer than the job's stall timeout; it then ends when the read comes back.</summary>
    /// <returns>What it reads; null where it does not hang.</returns>
    public BlockEntry? GiveUpHungRead()
    {
        if (Volatile.Read(ref current) is not { } read || time.GetElapsedTime(read.Since) <= read.Entry.Image.Job.StallTimeout)
        {
            return null;
        }

        isGivenUp = true;
        return read.Entry;
    }

    // A stage's outer loop: whatever goes wrong becomes the failure of the regions that wait for the part.
    private void Read(BlockEntry entry)
    {
        PixelBlock? block = null;
        try
        {
            var region = scheduler.ReadFor(entry);
            var start = Stopwatch.GetTimestamp();
            block = entry.Image.Pool.Rent(entry.Image.Plan.Blocks.RectOf(entry.Index));
            Fill(ReaderOf(entry.Image), entry, block);
            region?.Decoded(entry.Image.Plan.Blocks.FileBlocksUnder(entry.Index));
            regions.Count(entry.Image.Job.Id, new JobTally { Read = Stopwatch.GetElapsedTime(start) });
            scheduler.Complete(entry, block);
        }
        catch (Exception e)
        {
            block?.Dispose();
            foreach (var region in scheduler.Fail(entry))
            {
                regions.Failed(region, e);
            }
        }
    }

    // One damaged block of several must not fail tiles that do not touch it: then each is read for itself.
    private static void Fill(IRasterReader reader, BlockEntry entry, PixelBlock block)
    {
        try
        {
            reader.Read(block);
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.BlockUnreadable && entry.Image.Plan.Blocks.FileBlocksUnder(entry.Index) > 1)
        {
            var damaged = new List<DamagedBlock>();
            foreach (var rect in entry.Image.Plan.Blocks.FileBlocksIn(entry.Index))
            {
                using var one = new PixelBlock(rect, block.Bands, block.SampleType, block.HasMask);
                try
                {
                    reader.Read(one);
                    block.CopyFrom(one);
                }
                catch (RedKubeException cause) when (cause.Code == ErrorCode.BlockUnreadable)
                {
                    damaged.Add(new DamagedBlock(rect, cause));
                }
            }

            entry.Damaged = damaged;
        }
    }

    private IRasterReader ReaderOf(ImageWork image)
    {
        if (open.TryGetValue(image, out var reader))
        {
            return reader;
        }

        reader = images.Open(image.Job.Image, image.Job.Options.ReadOptions(image.Plan.Spec.Bands));
        if (reader.Info.ContentVersion != image.Plan.Spec.ContentVersion)
        {
            reader.Dispose();
            throw new RedKubeException(
                ErrorCode.ImageChanged, $"{image.Job.Image} changed while its job was under way. Let it be written to its end, then run the command again.");
        }

        open.Add(image, reader);
        return reader;
    }

    private void CloseEnded()
    {
        foreach (var image in open.Keys)
        {
            if (image.IsClosed)
            {
                open.Remove(image, out var reader);
                reader!.Dispose();
            }
        }
    }

    private sealed record ReadUnderWay(BlockEntry Entry, long Since);
}
