using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Core.Detections;

/// <summary>
/// One caller of a detector: load up to a batch of tiles, run, collect. One thread at a time. Nothing it does without detections allocates more than a
/// few hundred managed bytes a tile.
/// </summary>
public interface IDetectorLane : IDisposable
{
    /// <summary>Copies a tile's pixels, range-adjusted, scaled and normalised, into the input. The pixels may be released afterwards.</summary>
    /// <param name="slot">0 to the batch size − 1.</param>
    /// <param name="pixels">The tile's pixels.</param>
    /// <returns>False where every pixel of the tile is missing: the tile need not run and the slot stays free.</returns>
    bool Load(int slot, TilePixels pixels);

    /// <summary>Runs the model on the slots that were loaded; the others hold padding.</summary>
    /// <param name="count">Slots 0 to <paramref name="count"/> − 1 are loaded.</param>
    /// <param name="cancellation">Stops between operators of the model.</param>
    /// <exception cref="Errors.RedKubeException">RK3007 where the model fails.</exception>
    ValueTask RunAsync(int count, CancellationToken cancellation);

    /// <summary>Decodes what the last run reported for a slot, after the model's own suppression, best first, at most 1,000.</summary>
    /// <param name="slot">A slot that was loaded.</param>
    /// <param name="tile">The tile that was loaded there: places the detections in full-image pixels.</param>
    /// <param name="into">Detections are added here; those outside the image or of no area are dropped, others clipped to the tile inside the image.</param>
    void Collect(int slot, Tile tile, ICollection<Detection> into);
}
