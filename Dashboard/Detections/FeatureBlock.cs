using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>What a map needs of the features in a block of lines. Filled by one thread, then only read.</summary>
internal sealed class FeatureBlock
{
    private readonly List<Item> items = [];
    private readonly List<MapPoint> corners = [];

    /// <summary>Reads the features of a block.</summary>
    /// <param name="block">Lines of a GeoJSON that RedKube wrote.</param>
    /// <param name="space">The space of its image.</param>
    /// <param name="name">What the file is called, for messages.</param>
    /// <exception cref="RedKubeException">RK4005 where a feature is not as RedKube writes it.</exception>
    public static FeatureBlock Read(LineBlock block, MapSpace space, string name)
    {
        var features = new FeatureBlock();
        foreach (var (offset, line) in block.Lines())
        {
            if (FeatureLines.IsFeature(line.Span))
            {
                features.Add(line.Span, offset, space, name);
            }
        }

        return features;
    }

    /// <summary>The features, in order: place of the line in the file, first 16 hex digits of the id, class by index, score.</summary>
    public IReadOnlyList<Item> Items => items;

    /// <summary>The outline of a feature in shares of the space's side; the first corner not repeated.</summary>
    /// <param name="index">Its place in <see cref="Items"/>.</param>
    public ReadOnlySpan<MapPoint> Outline(int index)
    {
        var from = index == 0 ? 0 : items[index - 1].OutlineEnd;
        return CollectionsMarshal.AsSpan(corners)[from..items[index].OutlineEnd];
    }

    // {"type":"Feature","id":"00112233aabbccdd","geometry":{"type":"Polygon","coordinates":[[[15.1,46.9],…]]},"properties":{"class":"ship","class_index":0,"score":0.9,…
    private void Add(ReadOnlySpan<byte> line, long offset, MapSpace space, string name)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        ulong id = 0;
        var classIndex = -1;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.ValueSpan.Length < 16 || !Utf8Parser.TryParse(reader.ValueSpan[..16], out id, out _, 'x'))
                {
                    throw FeatureLines.Foreign(name);
                }
            }
            else if (reader.ValueTextEquals("coordinates"u8))
            {
                AddRing(ref reader, space);
            }
            else if (reader.ValueTextEquals("class_index"u8))
            {
                reader.Read();
                classIndex = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("score"u8))
            {
                reader.Read();
                items.Add(new Item(offset, id, classIndex, reader.GetSingle(), corners.Count));
                return;
            }
        }

        throw FeatureLines.Foreign(name);
    }

    // The first ring, without its repeated corner; what was cut at the antimeridian is shown by its first part.
    private void AddRing(ref Utf8JsonReader reader, MapSpace space)
    {
        reader.Read();
        var (depth, from, isFirst) = (reader.CurrentDepth, corners.Count, true);
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth))
        {
            if (reader.TokenType == JsonTokenType.Number && isFirst)
            {
                var x = reader.GetDouble();
                reader.Read();
                var y = reader.GetDouble();
                corners.Add(space.IsMercator ? MapSpace.Of(new LonLat(x, y)) : new MapPoint(x / space.Side, y / space.Side));
            }
            else if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth <= depth + 2 && corners.Count > from + 2 && corners[from] == corners[^1])
            {
                isFirst = false;
            }
        }

        if (corners.Count > from + 1 && corners[from] == corners[^1])
        {
            corners.RemoveAt(corners.Count - 1);
        }
    }

    /// <summary>One feature.</summary>
    /// <param name="Offset">Where its line begins in the file.</param>
    /// <param name="Id">First 16 hex digits of its id.</param>
    /// <param name="ClassIndex">Its class; −1 where it was not said before the score.</param>
    /// <param name="Score">Its score.</param>
    /// <param name="OutlineEnd">Corners of this feature and all before it.</param>
    internal readonly record struct Item(long Offset, ulong Id, int ClassIndex, float Score, int OutlineEnd);
}
