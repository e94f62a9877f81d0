using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>
/// Reads the GeoJSON that RedKube writes: a line for the head, a line for each feature, a line for the end. Only what a map needs is read of each line, and the
/// file is never held.
/// </summary>
internal static class FeatureLines
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Lays a file out for maps.</summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The space of its image.</param>
    /// <param name="names">Names of classes by index.</param>
    /// <param name="version">The map's version.</param>
    /// <param name="cancellation">Stops between lines.</param>
    /// <exception cref="RedKubeException">RK4005 where the file is not what RedKube writes.</exception>
    public static DetectionMap Read(string path, MapSpace space, IReadOnlyList<string> names, string version, CancellationToken cancellation)
    {
        var builder = new SegmentBuilder();
        var scores = new ScoreTable(names.Count);
        var offsets = new Chunks<long>();
        var ids = new Chunks<ulong>();
        var outline = new List<MapPoint>();
        foreach (var (offset, line) in Lines(path))
        {
            if (!line.Span.StartsWith("{\"type\":\"Feature\","u8))
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var (id, classIndex, score) = Parse(line.Span, space, outline, path);
            if (classIndex < 0 || classIndex >= names.Count)
            {
                throw Foreign(path);
            }

            builder.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(outline), classIndex, score, offsets.Count);
            scores.Add(classIndex, score);
            offsets.Add(offset);
            ids.Add(id);
        }

        return new DetectionMap(version, names, space, [builder.Build()], scores, new FeatureFile(path, offsets.ToArray(), ids.ToArray()));
    }

    /// <summary>The lines of a file with their places; each is good until the next is asked for.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[BufferBytes];
        var held = 0;
        var at = 0L;
        while (true)
        {
            var read = file.Read(buffer, held, buffer.Length - held);
            held += read;
            var start = 0;
            for (int end; (end = buffer.AsSpan(start, held - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
            {
                yield return (at + start, buffer.AsMemory(start, end));
            }

            if (read == 0)
            {
                if (start < held)
                {
                    yield return (at + start, buffer.AsMemory(start, held - start));
                }

                yield break;
            }

            buffer.AsSpan(start, held - start).CopyTo(buffer);
            (held, at) = (held - start, at + start);
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    // {"type":"Feature","id":"00112233aabbccdd","geometry":{"type":"Polygon","coordinates":[[[15.1,46.9],…]]},"properties":{"class":"ship","class_index":0,"score":0.9,…
    private static (ulong Id, int ClassIndex, float Score) Parse(ReadOnlySpan<byte> line, MapSpace space, List<MapPoint> outline, string path)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        ulong id = 0;
        var classIndex = -1;
        outline.Clear();
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.ValueSpan.Length < 16 || !System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan[..16], out id, out _, 'x'))
                {
                    throw Foreign(path);
                }
            }
            else if (reader.ValueTextEquals("coordinates"u8))
            {
                ReadRing(ref reader, space, outline);
            }
            else if (reader.ValueTextEquals("class_index"u8))
            {
                reader.Read();
                classIndex = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("score"u8))
            {
                reader.Read();
                return (id, classIndex, reader.GetSingle());
            }
        }

        throw Foreign(path);
    }

    // The first ring, without its repeated corner; what was cut at the antimeridian is shown by its first part.
    private static void ReadRing(ref Utf8JsonReader reader, MapSpace space, List<MapPoint> outline)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        var first = true;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth))
        {
            if (reader.TokenType == JsonTokenType.Number && first)
            {
                var x = reader.GetDouble();
                reader.Read();
                var y = reader.GetDouble();
                outline.Add(space.IsMercator ? MapSpace.Of(new LonLat(x, y)) : new MapPoint(x / space.Side, y / space.Side));
            }
            else if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth <= depth + 2 && outline.Count > 2 && outline[0] == outline[^1])
            {
                first = false;
            }
        }

        if (outline.Count > 1 && outline[0] == outline[^1])
        {
            outline.RemoveAt(outline.Count - 1);
        }
    }

    private static RedKubeException Foreign(string path) =>
        new(ErrorCode.JobFolderUnreadable, $"The result {System.IO.Path.GetFileName(path)} is not as RedKube wrote it: a feature lacks id, class_index or score. Run the job again with fresh.");
}
