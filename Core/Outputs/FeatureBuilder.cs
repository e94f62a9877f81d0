using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>Makes features of merged detections: carries outlines to the map, measures them, names them. One thread at a time.</summary>
/// <param name="header">What holds for all features.</param>
/// <param name="classNames">Names by class index.</param>
/// <param name="geolocator">Carries pixels to the map; null for an image without georeference. Not disposed here.</param>
public sealed class FeatureBuilder(OutputHeader header, IReadOnlyList<string> classNames, IGeolocator? geolocator)
{
    private const int BatchSize = 2048;

    /// <summary>
    /// Features so far whose outline, or a corner of it, has no place on the map though the image has a georeference (beyond the horizon of a projection,
    /// or where RPCs do not converge). They are kept, without geometry, with their pixel coordinates; the caller warns of them.
    /// </summary>
    public long Unplaced { get; private set; }

    /// <summary>Makes the features, a batch of a few thousand at a time: the stream is never held.</summary>
    /// <param name="detections">Merged detections in output order.</param>
    /// <returns>As many features, in the same order.</returns>
    /// <exception cref="Errors.RedKubeException">RK9001: the detections are not in output order.</exception>
    public IEnumerable<Feature> Build(IEnumerable<Detection> detections)
    {
        var ids = new FeatureIds(header, classNames);
        var points = new List<PixelPoint>(BatchSize * 4);
        foreach (var batch in detections.Chunk(BatchSize))
        {
            var outlines = geolocator is null ? null : Locate(geolocator, batch, points);
            for (var i = 0; i < batch.Length; i++)
            {
                var feature = new Feature { Id = ids.Next(batch[i]), Detection = batch[i], ClassName = classNames[batch[i].ClassIndex] };
                yield return outlines is null ? feature : Place(feature, outlines[i]);
            }
        }
    }

    // One call for all corners of the batch: a call for each point costs more than the transformation.
    private static LonLat[][] Locate(IGeolocator geolocator, Detection[] batch, List<PixelPoint> points)
    {
        points.Clear();
        foreach (var detection in batch)
        {
            points.AddRange(Outlines.Corners(detection));
        }

        var map = new LonLat[points.Count];
        geolocator.ToMap(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points), map);
        var outlines = new LonLat[batch.Length][];
        var at = 0;
        for (var i = 0; i < batch.Length; i++)
        {
            var count = batch[i].Shape?.Corners.Count ?? 4;
            outlines[i] = map[at..(at + count)];
            at += count;
        }

        return outlines;
    }

    private Feature Place(Feature feature, LonLat[] outline)
    {
        if (outline.Any(static p => !double.IsFinite(p.Lon) || !double.IsFinite(p.Lat)))
        {
            Unplaced++;
            return feature;
        }

        var shape = feature.Detection.Shape;
        var measures = shape is PixelPolygon ? OutlineMeasures.OfRing(outline) : OutlineMeasures.OfQuad(outline);
        return feature with
        {
            Outline = outline,
            LengthMetres = measures.LengthMetres,
            WidthMetres = measures.WidthMetres,
            AreaSquareMetres = measures.AreaSquareMetres,
            HeadingDegrees = shape is OrientedBox ? measures.HeadingDegrees : null,
        };
    }
}
