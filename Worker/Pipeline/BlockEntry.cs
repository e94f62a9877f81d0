using RedKube.Core.Imagery;

namespace RedKube.Worker.Pipeline;

/// <summary>One part of an image on its way: unread, being read, held. Guarded by the scheduler's lock.</summary>
/// <param name="image">The image.</param>
/// <param name="index">Its number in the image's block grid.</param>
internal sealed class BlockEntry(ImageWork image, int index)
{
    /// <summary>The image.</summary>
    public ImageWork Image { get; } = image;

    /// <summary>Its number in the image's block grid.</summary>
    public int Index { get; } = index;

    /// <summary>The pixels, once read.</summary>
    public PixelBlock? Block { get; set; }

    /// <summary>Blocks of the file in it that could not be decoded, with their cause: tiles that touch them fail, others do not.</summary>
    public IReadOnlyList<DamagedBlock> Damaged { get; set; } = [];

    /// <summary>Whether a reader has taken it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether its reader is done with it, well or not.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether its reader hangs: what it may still deliver is thrown away.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Tiles that still have to be loaded from it.</summary>
    public int Users { get; set; }

    /// <summary>Tiles that wait for it.</summary>
    public List<TileWork> Waiting { get; } = new(4);

    /// <summary>Where in reading order the next region stands that will want it, while nobody uses it.</summary>
    public int NextRegion { get; set; }

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => Image.Pool.BlockBytes;
}
