namespace RedKube.Core.Merging;

/// <summary>How detections of different tiles become one list.</summary>
public sealed record MergeOptions
{
    /// <summary>The rule; border logic runs with every rule but <see cref="MergeRule.None"/>.</summary>
    public MergeRule Rule { get; init; } = MergeRule.Nms;

    /// <summary>How overlap is measured.</summary>
    public OverlapMetric Metric { get; init; } = OverlapMetric.Iou;

    /// <summary>Overlap from which two detections count as one object, above 0 to 1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Whether detections of different classes are compared too.</summary>
    public bool ClassAgnostic { get; init; }

    /// <summary>Scores that soft-nms brings below this are dropped, 0 to 1.</summary>
    public float Confidence { get; init; } = 0.25f;
}
