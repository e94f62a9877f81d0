using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RedKube.Core.Detections;
using RedKube.Core.Planning;

namespace RedKube.Core.Merging;

/// <summary>
/// Makes one list of what the tiles of an image reported. Border logic first finds the views of one object in overlapping tiles and makes
/// one detection of them; then the merge rule acts between detections of different tiles. The result depends on the set of detections
/// alone, not on their order. docs/merging.md explains the algorithm. O(n log n) for what detectors report; at most 128 bytes a detection,
/// its own 56 included.
/// </summary>
/// <remarks>What runs over all detections is called once a merge: it is compiled with all optimisations at once, as it would never be called often enough to be compiled again.</remarks>
public static class Merger
{
    /// <summary>Merges detections in place.</summary>
    /// <param name="detections">
    /// Those of all tiles in any order, in full-image pixels; a region's result must not be in it twice. Afterwards the merged ones in output order:
    /// yMin, xMin, yMax, xMax, class index, score descending, tile index.
    /// </param>
    /// <param name="grid">The tiles; every <see cref="Detection.Tile"/> is one of them.</param>
    /// <param name="options">The rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not above 0 to 1, or a detection's tile is not in the grid.</exception>
    public static void MergeInPlace(List<Detection> detections, TileGrid grid, MergeOptions options)
    {
        Check(detections, grid, options);
        using var buffers = new MergeBuffers();
        var all = CollectionsMarshal.AsSpan(detections);
        if (options.Rule != MergeRule.None)
        {
            var kept = new MergeRun(grid, options, buffers).Run(all);
            CollectionsMarshal.SetCount(detections, kept);
            all = CollectionsMarshal.AsSpan(detections);
        }

        DetectionOrder.SortForOutput(all, buffers);
    }

    /// <summary>Merges detections and leaves what was given as it is.</summary>
    /// <param name="detections">As in <see cref="MergeInPlace"/>.</param>
    /// <param name="grid">The tiles.</param>
    /// <param name="options">The rule.</param>
    /// <returns>The merged ones in output order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not above 0 to 1, or a detection's tile is not in the grid.</exception>
    public static List<Detection> Merge(IEnumerable<Detection> detections, TileGrid grid, MergeOptions options)
    {
        var merged = detections.ToList();
        MergeInPlace(merged, grid, options);
        return merged;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Check(List<Detection> detections, TileGrid grid, MergeOptions options)
    {
        if (!(options.Threshold > 0 && options.Threshold <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"The merge threshold is above 0 to 1; found {options.Threshold}.");
        }

        foreach (ref readonly var detection in CollectionsMarshal.AsSpan(detections))
        {
            if (detection.Tile < 0 || detection.Tile >= grid.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(detections), $"A detection names tile {detection.Tile}; the grid has tiles 0 to {grid.Count - 1}.");
            }
        }
    }
}
