namespace RedKube.Core.Scoring;

/// <summary>How well detections agree with the truth.</summary>
/// <param name="Iou">Overlap from which a detection counts as right.</param>
/// <param name="Overall">All classes together; its AP is the mean over classes.</param>
/// <param name="Classes">Each class that has a true object or a detection, by name.</param>
public sealed record ScoreReport(double Iou, ClassScore Overall, IReadOnlyList<ClassScore> Classes);
