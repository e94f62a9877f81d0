using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Planning;

/// <summary>Makes plans: brings together what the image is, what the model takes and what the user asks for.</summary>
public static class Planner
{
    /// <summary>Side of a tile for a model that takes any size, in image pixels.</summary>
    public const int UsualTileSize = 1024;

    /// <summary>The smallest region, pixels a side.</summary>
    public const int SmallestRegion = 256;

    /// <summary>Size of a tile: the one asked for, else the model's input, else 1024.</summary>
    /// <param name="asked">Side of a tile in image pixels, or null.</param>
    /// <param name="modelInput">The model's input where its size is fixed.</param>
    /// <exception cref="RedKubeException">RK1001.</exception>
    public static PixelSize TileSize(int? asked, PixelSize? modelInput) => asked switch
    {
        null => modelInput ?? new PixelSize(UsualTileSize, UsualTileSize),
        >= 1 and <= 65_536 => new PixelSize(asked.Value, asked.Value),
        _ => throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The tile size is {asked}; it must be 1 to 65536 pixels."),
    };

    /// <summary>Checks the size of regions.</summary>
    /// <param name="asked">Pixels a side.</param>
    /// <exception cref="RedKubeException">RK1001.</exception>
    public static int RegionSize(int asked) => asked is >= SmallestRegion and <= 1 << 20
        ? asked
        : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The region size is {asked}; it must be {SmallestRegion} to {1 << 20} pixels.");

    /// <summary>Makes a plan for an image that is open.</summary>
    /// <param name="reader">The image, opened with the bands and nodata that are wanted.</param>
    /// <param name="tile">Size of a tile in image pixels.</param>
    /// <param name="overlap">What neighbouring tiles share at least.</param>
    /// <param name="regionSize">About this many pixels along each side of a region.</param>
    /// <param name="ranges">Value ranges, one a band; empty: samples are taken as they are.</param>
    /// <param name="areaPixels">The area of interest as WKT in pixels, or null.</param>
    /// <param name="batchSize">Tiles in one run of the model; null: what is usual on the device.</param>
    /// <param name="memoryBytes">Decoded pixels that a process may hold.</param>
    /// <exception cref="RedKubeException">RK1001, RK1003, RK1101, RK1102.</exception>
    public static Plan Create(
        IRasterReader reader,
        PixelSize tile,
        TileOverlap overlap,
        int regionSize,
        IReadOnlyList<BandRange> ranges,
        string? areaPixels,
        int? batchSize,
        long memoryBytes) => new(new PlanSpec
        {
            Image = reader.Info.Size,
            ContentVersion = reader.Info.ContentVersion,
            FileBlock = reader.Info.Block,
            SampleType = reader.Info.SampleType,
            HasMask = reader.HasMask,
            TileSize = tile,
            Overlap = overlap.In(tile),
            RegionSize = RegionSize(regionSize),
            MemoryBytes = memoryBytes,
            Bands = [.. reader.Bands],
            Ranges = ranges,
            AreaPixels = areaPixels,
            BatchSize = batchSize is null or (>= 1 and <= 1024)
                ? batchSize
                : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The batch size is {batchSize}; it must be 1 to 1024."),
        });
}
