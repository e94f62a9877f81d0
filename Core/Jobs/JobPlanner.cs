using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Core.Jobs;

/// <summary>Makes the plan of a job from its image, model and options: the same for `plan`, the tiler and every later run.</summary>
/// <param name="images">Opens images.</param>
public sealed class JobPlanner(IRasterSource images)
{
    /// <summary>Decoded pixels that a process holds for a job unless said otherwise, bytes.</summary>
    public const long UsualMemoryBytes = 256L << 20;

    /// <summary>Makes a plan. Reads no pixels but the fixed sample for value ranges, where one is wanted.</summary>
    /// <param name="image">The image.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="memoryBytes">Decoded pixels that a process may hold.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">The image, the model or an option cannot be used.</exception>
    public Plan Make(ImageRef image, ModelRef model, DetectOptions options, long memoryBytes, CancellationToken cancellation)
    {
        Check(options, model);
        using var reader = Open(image, model, options);
        WorkProgress.Made();
        if (options.DemPath is not null)
        {
            // An elevation model that cannot be used is found now, and not when all detections are there.
            images.OpenGeolocator(image, options.ReadOptions(null))?.Dispose();
        }

        var choice = (options.Range ?? model.Card.Range) is { } text ? RangeChoice.Parse(text) : RangeChoice.Usual(reader.Info.SampleType);
        var tile = Planner.TileSize(options.TileSize, model.Card.Input.FixedSize);
        var area = AreaOf(image, options, reader);
        return Planner.Create(
            reader,
            tile,
            options.Overlap,
            options.RegionSize,
            RangeSampler.Find(reader, choice, cancellation, area?.Bounds),
            area?.Wkt,
            options.BatchSize,
            memoryBytes);
    }

    private static void Check(DetectOptions options, ModelRef model)
    {
        ClassChoice.Indices(options.Classes, model.Card.Names);
        if (options.Confidence is < 0 or > 1 or float.NaN)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The confidence is {options.Confidence}; it must be 0 to 1.");
        }

        if (!(options.MergeThreshold > 0 && options.MergeThreshold <= 1))
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The merge threshold is {options.MergeThreshold}; it must be above 0, to 1.");
        }

        if (options.Area is not null && options.AreaPixels is not null)
        {
            throw new RedKubeException(ErrorCode.OptionsConflict, "An area on the map and an area in pixels were given; give one of them.");
        }
    }

    // A model that names no bands takes the first ones.
    private IRasterReader Open(ImageRef image, ModelRef model, DetectOptions options)
    {
        var wanted = model.Card.Input.Channels;
        var bands = options.Bands ?? model.Card.Bands;
        if (bands is null)
        {
            using var all = images.Open(image, options.ReadOptions(null));
            bands = all.Bands.Count >= wanted ? [.. all.Bands.Take(wanted)] : all.Bands;
        }

        return bands.Count == wanted ? images.Open(image, options.ReadOptions(bands)) : throw new RedKubeException(
            ErrorCode.ModelBandsMismatch,
            $"The model {model.Name} takes {wanted} bands; the image gives {bands.Count} ({string.Join(", ", bands)}). Choose {wanted} with --bands (one may be named more than once).");
    }

    private Area? AreaOf(ImageRef image, DetectOptions options, IRasterReader reader)
    {
        if (options.AreaPixels is { } pixels)
        {
            return Area.FromPixels(pixels, reader.Info.Size);
        }

        if (options.Area is not { } map)
        {
            return null;
        }

        using var geolocator = images.OpenGeolocator(image, options.ReadOptions(null)) ?? throw new RedKubeException(
            ErrorCode.GeoreferenceUnusable, $"{image} {reader.Info.LackOfPlace()}, so an area on the map selects nothing. Give the area in pixels with --area-pixels.");
        return Area.FromMap(map, geolocator, reader.Info.Size);
    }
}
