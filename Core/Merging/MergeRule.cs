namespace RedKube.Core.Merging;

/// <summary>What becomes of detections of different tiles that overlap.</summary>
public enum MergeRule
{
    /// <summary>nms: the best is kept, the others dropped.</summary>
    Nms,

    /// <summary>soft-nms: the scores of the others decay (Bodla et al. 2017, linear); the score returned is the decayed one.</summary>
    SoftNms,

    /// <summary>nmm: greedy non-maximum merging; the best takes the others into its outline.</summary>
    Nmm,

    /// <summary>wbf: weighted box fusion (Solovyev et al. 2021).</summary>
    Wbf,

    /// <summary>none: everything is kept as the tiles reported it.</summary>
    None,
}
