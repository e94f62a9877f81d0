namespace RedKube.Core.Scoring;

/// <summary>How well one class, or all of them, was found.</summary>
/// <param name="ClassName">The class, or null for all.</param>
/// <param name="Truths">True objects, the difficult ones not counted.</param>
/// <param name="TruePositives">Detections that matched one of them.</param>
/// <param name="FalsePositives">Detections that matched none; those on a difficult object are not counted.</param>
/// <param name="Ignored">Detections on a difficult object.</param>
/// <param name="Ap">
/// Average precision: the mean of COCO's 101-point interpolated precision, for all classes the mean over the classes that have truths; null where none has.
/// </param>
public sealed record ClassScore(string? ClassName, int Truths, int TruePositives, int FalsePositives, int Ignored, double? Ap)
{
    /// <summary>True objects that no detection matched.</summary>
    public int FalseNegatives => Truths - TruePositives;

    /// <summary>Detections, those on difficult objects not counted.</summary>
    public int Detections => TruePositives + FalsePositives;

    /// <summary>Share of the detections that are right, or null without detections.</summary>
    public double? Precision => Detections == 0 ? null : (double)TruePositives / Detections;

    /// <summary>Share of the true objects that were found, or null without true objects.</summary>
    public double? Recall => Truths == 0 ? null : (double)TruePositives / Truths;

    /// <summary>Harmonic mean of precision and recall; null without detections and true objects.</summary>
    public double? F1 => Detections + Truths == 0 ? null : 2.0 * TruePositives / (Detections + Truths);
}
