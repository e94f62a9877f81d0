using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Dashboard.Detections;

/// <summary>Detections of finished regions before they are merged: each region's result is read once. One thread at a time.</summary>
/// <param name="images">Opens images for their place.</param>
/// <param name="place">Where jobs have their folders.</param>
internal sealed class LiveDetections(IRasterSource images, IJobPlace place)
{
    private const int MostSegments = 16;
    private readonly HashSet<int> read = [];
    private readonly List<DetectionSegment> segments = [];
    private ScoreTable? scores;
    private int next;

    /// <summary>Reads what was finished since the last time.</summary>
    /// <param name="job">The job.</param>
    /// <param name="space">Its image's space.</param>
    /// <param name="cancellation">Stops between regions.</param>
    public DetectionMap Refresh(Job job, MapSpace space, CancellationToken cancellation)
    {
        scores ??= new ScoreTable(job.Model.Card.Names.Count);
        var results = place.FolderOf(job).Results;
        var news = results.Regions().Where(r => !read.Contains(r)).ToList();
        if (news.Count > 0)
        {
            using var geolocator = space.IsMercator ? images.OpenGeolocator(job.Image, job.Options.ReadOptions(null)) : null;
            var builder = new SegmentBuilder();
            foreach (var region in news)
            {
                cancellation.ThrowIfCancellationRequested();
                if (results.Load(region, job.Key) is { } result)
                {
                    read.Add(region);
                    Add(builder, result.Detections, space, geolocator);
                }
            }

            Keep(builder);
        }

        return new DetectionMap($"live-{read.Count}", job.Model.Card.Names, space, [.. segments], scores, null);
    }

    private void Add(SegmentBuilder builder, IReadOnlyList<Detection> detections, MapSpace space, IGeolocator? geolocator)
    {
        var corners = new List<PixelPoint>();
        foreach (var batch in detections.Chunk(4096))
        {
            corners.Clear();
            foreach (var detection in batch)
            {
                corners.AddRange(Outlines.Corners(detection));
            }

            var points = new MapPoint[corners.Count];
            space.FromPixels([.. corners], geolocator, points);
            var at = 0;
            foreach (var detection in batch)
            {
                var count = detection.Shape?.Corners.Count ?? 4;
                builder.Add(points.AsSpan(at, count), detection.ClassIndex, detection.Score, next++);
                scores!.Add(detection.ClassIndex, detection.Score);
                at += count;
            }
        }
    }

    // Small ones are joined, so that a job of many regions is not looked up in many places.
    private void Keep(SegmentBuilder news)
    {
        if (news.Count == 0)
        {
            return;
        }

        segments.Add(news.Build());
        if (segments.Count <= MostSegments)
        {
            return;
        }

        var joined = new SegmentBuilder();
        var outline = new List<MapPoint>();
        var small = segments.OrderBy(static s => s.Count).Take(MostSegments).ToList();
        foreach (var segment in small)
        {
            for (var i = 0; i < segment.Count; i++)
            {
                segment.Outline(i, outline);
                joined.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(outline), segment.Classes[i], segment.Scores[i], segment.Numbers[i]);
            }

            segments.Remove(segment);
        }

        segments.Add(joined.Build());
    }
}
