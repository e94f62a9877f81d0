namespace RedKube.Dashboard.Api;

/// <summary>Detections in numbers, after the filters.</summary>
/// <param name="Total">All that pass.</param>
/// <param name="IsMerged">Whether they are the job's result; else those of finished regions before merging.</param>
/// <param name="Classes">By class, every class of the model; score filter applied, class filter not.</param>
/// <param name="Histogram">Counts of scores in 50 bins of 0.02 from 0 to 1; class filter applied, score filter not.</param>
/// <param name="Version">Changes whenever there are other detections: part of the tiles' addresses.</param>
public sealed record SummaryView(long Total, bool IsMerged, IReadOnlyList<ClassCount> Classes, IReadOnlyList<long> Histogram, string Version);
