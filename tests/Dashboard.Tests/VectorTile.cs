using System.Text;

namespace RedKube.Dashboard.Tests;

/// <summary>Reads a vector tile of one layer by the specification, as far as tests look at it.</summary>
internal static class VectorTile
{
    public static IReadOnlyList<TileFeature> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return [];
        }

        var layer = Fields(bytes).Single(static f => f.Field == 3).Bytes;
        var fields = Fields(layer);
        var keys = fields.Where(static f => f.Field == 3).Select(static f => Encoding.UTF8.GetString(f.Bytes)).ToList();
        var values = fields.Where(static f => f.Field == 4).Select(static f => Fields(f.Bytes).Single()).ToList();
        return [.. fields.Where(static f => f.Field == 2).Select(f => Feature(f.Bytes, keys, values))];
    }

    private static TileFeature Feature(byte[] bytes, List<string> keys, List<ProtoField> values)
    {
        var fields = Fields(bytes);
        var tags = Numbers(fields.Single(static f => f.Field == 2).Bytes);
        var named = tags.Chunk(2).ToDictionary(pair => keys[(int)pair[0]], pair => values[(int)pair[1]]);
        return new TileFeature(
            (int)fields.Single(static f => f.Field == 3).Number,
            Encoding.UTF8.GetString(named["class"].Bytes),
            named.TryGetValue("count", out var count) ? (long)count.Number : 1,
            Numbers(fields.Single(static f => f.Field == 4).Bytes));
    }

    private static List<ProtoField> Fields(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<ProtoField>();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            switch (tag & 7)
            {
                case 0:
                    fields.Add(new((int)(tag >> 3), Varint(bytes, ref at), []));
                    break;
                case 1:
                    fields.Add(new((int)(tag >> 3), 0, bytes.Slice(at, 8).ToArray()));
                    at += 8;
                    break;
                default:
                    var length = (int)Varint(bytes, ref at);
                    fields.Add(new((int)(tag >> 3), 0, bytes.Slice(at, length).ToArray()));
                    at += length;
                    break;
            }
        }

        return fields;
    }

    private static List<ulong> Numbers(byte[] bytes)
    {
        var numbers = new List<ulong>();
        for (var at = 0; at < bytes.Length;)
        {
            numbers.Add(Varint(bytes, ref at));
        }

        return numbers;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
            {
                return value;
            }
        }
    }
}

internal sealed record ProtoField(int Field, ulong Number, byte[] Bytes);

internal sealed record TileFeature(int Type, string Class, long Count, IReadOnlyList<ulong> Geometry);
