namespace RedKube.Core.Detections;

/// <summary>
/// How a model's input is made and its output read. Written as JSON beside the model (model.card.json), or recognised from the graph.
/// </summary>
public sealed record ModelCard
{
    /// <summary>Version of the card's format: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What its outputs are.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>Class names by class index. Never empty; unnamed classes are called class0, class1, …</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The input tensor.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The image's bands that the model takes, counted from 1, in the model's order; null: the first ones.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Range adjustment as the option --range spells it; null: by sample type.</summary>
    public string? Range { get; init; }

    /// <summary>Scores below this are not reported, 0 to 1; null: the option or its default.</summary>
    public float? Confidence { get; init; }

    /// <summary>Overlap (IoU) above which the model's own non-maximum suppression drops the weaker of two within a tile; null: the kind's default.</summary>
    public float? NmsIou { get; init; }

    /// <summary>Ground sample distance that the model was trained at, metres, or null.</summary>
    public double? GsdMetres { get; init; }

    /// <summary>Licence of the model, or null.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the model comes from, or null.</summary>
    public string? Source { get; init; }
}
