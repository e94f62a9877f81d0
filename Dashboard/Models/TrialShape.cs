using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Dashboard.Models;

/// <summary>What the tiles are like on which a model is timed.</summary>
/// <param name="TileSize">Size of a tile, pixels.</param>
/// <param name="SampleType">Type of samples.</param>
/// <param name="Bands">Number of bands.</param>
/// <param name="Ranges">Value ranges carried to 0–255, one a band, or none.</param>
/// <param name="BatchSize">Tiles in one run; null: one.</param>
internal sealed record TrialShape(PixelSize TileSize, SampleType SampleType, int Bands, IReadOnlyList<BandRange> Ranges, int? BatchSize)
{
    /// <summary>The tiles of a plan.</summary>
    /// <param name="spec">The plan.</param>
    public static TrialShape Of(PlanSpec spec) => new(spec.TileSize, spec.SampleType, spec.Bands.Count, spec.Ranges, spec.BatchSize);

    /// <summary>Tiles of 8 bits as a model wants them.</summary>
    /// <param name="card">The model's card.</param>
    public static TrialShape Of(ModelCard card) => new(Planner.TileSize(null, card.Input.FixedSize), SampleType.Byte, card.Input.Channels, [], null);
}
