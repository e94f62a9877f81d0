using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>Candidates of one tile and the memory that decoders need, kept from tile to tile so that nothing is allocated. One thread at a time.</summary>
internal sealed class CandidateList(float confidence, IReadOnlySet<int>? classes, int classCount)
{
    private readonly bool[]? wanted = classes is null ? null : [.. Enumerable.Range(0, classCount).Select(classes.Contains)];
    private Candidate[] items = new Candidate[256];
    private float[] best = [];
    private int[] bestClass = [];
    private int[] touched = new int[256];

    /// <summary>Scores below this are not taken.</summary>
    public float Confidence => confidence;

    /// <summary>Number of classes that there are.</summary>
    public int ClassCount => classCount;

    public int Count { get; private set; }

    public Span<Candidate> Items => items.AsSpan(0, Count);

    public int TouchedCount { get; private set; }

    /// <summary>Anchors with a class at or above the confidence, in the order in which they were found.</summary>
    public ReadOnlySpan<int> Touched => touched.AsSpan(0, TouchedCount);

    public void Clear() => Count = 0;

    public void Keep(int count) => Count = Math.Min(Count, count);

    /// <summary>Adds a box where its score, class and corners can be used; what is not a number is dropped.</summary>
    public void AddBox(double xMin, double yMin, double xMax, double yMax, float score, int classIndex, int index)
    {
        if (Accepts(score, classIndex) && xMax > xMin && yMax > yMin && double.IsFinite(xMin + yMin + xMax + yMax))
        {
            Add(new Candidate(new PixelBox(xMin, yMin, xMax, yMax), Math.Min(score, 1), classIndex, index));
        }
    }

    /// <summary>Adds an oriented box where its score, class and numbers can be used.</summary>
    public void AddOriented(double x, double y, double width, double height, double angle, float score, int classIndex, int index)
    {
        if (Accepts(score, classIndex) && width > 0 && height > 0 && double.IsFinite(x + y + width + height + angle))
        {
            var bounds = new OrientedBox(new PixelPoint(x, y), width, height, angle).Bounds;
            Add(new Candidate(bounds, Math.Min(score, 1), classIndex, index, width, height, angle));
        }
    }

    /// <summary>Starts a search for the best class of each anchor.</summary>
    public void BeginAnchors(int anchors)
    {
        TouchedCount = 0;
        if (best.Length < anchors)
        {
            best = new float[anchors];
            bestClass = new int[anchors];
        }
    }

    /// <summary>Notes a class score at or above the confidence; of equal scores the lower class stays.</summary>
    public void Note(int anchor, int classIndex, float score)
    {
        if (best[anchor] == 0)
        {
            if (TouchedCount == touched.Length)
            {
                Array.Resize(ref touched, 2 * touched.Length);
            }

            touched[TouchedCount++] = anchor;
        }
        else if (score <= best[anchor])
        {
            return;
        }

        best[anchor] = Math.Max(score, float.Epsilon);
        bestClass[anchor] = classIndex;
    }

    /// <summary>The best class of a touched anchor; forgets it.</summary>
    public (float Score, int ClassIndex) Take(int anchor)
    {
        var found = (best[anchor], bestClass[anchor]);
        best[anchor] = 0;
        return found;
    }

    private bool Accepts(float score, int classIndex) =>
        score >= confidence && float.IsFinite(score) && (uint)classIndex < (uint)classCount && (wanted is null || wanted[classIndex]);

    private void Add(Candidate candidate)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, 2 * items.Length);
        }

        items[Count++] = candidate;
    }
}
