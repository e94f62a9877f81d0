namespace RedKube.Dashboard.Detections;

/// <summary>Counts of detections by class and score, in a thousand steps of scores. Safe for one writer; readers may see it a moment late.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ScoreTable(int classes)
{
    private const int Steps = 1000;
    private const int Bins = 50;
    private readonly int[]?[] counts = new int[classes][];

    /// <summary>Counts a detection in.</summary>
    /// <param name="classIndex">Its class.</param>
    /// <param name="score">Its score.</param>
    public void Add(int classIndex, float score) => (counts[classIndex] ??= new int[Steps + 1])[(int)Math.Clamp(score * Steps, 0, Steps)]++;

    /// <summary>How many of a class have at least a score, to a thousandth.</summary>
    /// <param name="classIndex">The class.</param>
    /// <param name="minScore">The score.</param>
    public long CountOf(int classIndex, float minScore)
    {
        var total = 0L;
        for (var step = (int)Math.Clamp(MathF.Ceiling(minScore * Steps), 0, Steps); counts[classIndex] is { } row && step <= Steps; step++)
        {
            total += row[step];
        }

        return total;
    }

    /// <summary>Scores in 50 bins of 0.02; a score of 1 is in the last.</summary>
    /// <param name="filter">Its classes count, its score does not.</param>
    public IReadOnlyList<long> Histogram(MapFilter filter)
    {
        var bins = new long[Bins];
        for (var c = 0; c < counts.Length; c++)
        {
            if (counts[c] is not { } row || (filter.Classes is { } wanted && !wanted.Contains(c)))
            {
                continue;
            }

            for (var step = 0; step <= Steps; step++)
            {
                bins[Math.Min(step * Bins / Steps, Bins - 1)] += row[step];
            }
        }

        return bins;
    }
}
