namespace RedKube.Core.Merging;

/// <summary>How the overlap of two outlines is measured.</summary>
public enum OverlapMetric
{
    /// <summary>iou: intersection over union.</summary>
    Iou,

    /// <summary>ios: intersection over the smaller of the two.</summary>
    Ios,
}
