namespace RedKube.Core.Detections;

/// <summary>What a card file states; null: not stated, to be recognised from the graph.</summary>
internal sealed record ModelCardDraft
{
    public static ModelCardDraft Empty { get; } = new();

    public ModelKind? Kind { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public bool? ChannelsLast { get; init; }

    public InputElement? Element { get; init; }

    public bool? ReverseBands { get; init; }

    public float? Scale { get; init; }

    public IReadOnlyList<float>? Mean { get; init; }

    public IReadOnlyList<float>? Std { get; init; }

    public float? Pad { get; init; }

    public IReadOnlyList<int>? Bands { get; init; }

    public string? Range { get; init; }

    public float? Confidence { get; init; }

    public float? NmsIou { get; init; }

    public double? GsdMetres { get; init; }

    public string? Licence { get; init; }

    public string? Source { get; init; }
}
