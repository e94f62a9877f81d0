namespace RedKube.Dashboard.Detections;

/// <summary>Which detections are shown. Immutable.</summary>
/// <param name="Classes">Indices of the classes that are shown; null: all.</param>
/// <param name="MinScore">Scores below this are not shown.</param>
internal sealed record MapFilter(IReadOnlySet<int>? Classes, float MinScore)
{
    /// <summary>Everything.</summary>
    public static MapFilter None { get; } = new(null, 0);

    /// <summary>Makes a filter of the words of a request.</summary>
    /// <param name="classes">Names of classes; none: all. Names that the model does not have show nothing.</param>
    /// <param name="minScore">0 to 1; null: 0.</param>
    /// <param name="names">Names by index.</param>
    public static MapFilter Of(IReadOnlyList<string>? classes, float? minScore, IReadOnlyList<string> names)
    {
        if (classes is not { Count: > 0 })
        {
            return new MapFilter(null, minScore ?? 0);
        }

        var wanted = classes.ToHashSet(StringComparer.Ordinal);
        return new MapFilter(Enumerable.Range(0, names.Count).Where(i => wanted.Contains(names[i])).ToHashSet(), minScore ?? 0);
    }

    /// <summary>Whether a detection is shown.</summary>
    /// <param name="classIndex">Its class.</param>
    /// <param name="score">Its score.</param>
    public bool Passes(int classIndex, float score) => score >= MinScore && (Classes is null || Classes.Contains(classIndex));
}
