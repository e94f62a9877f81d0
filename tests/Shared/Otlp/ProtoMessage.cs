using System.Buffers.Binary;
using System.Text;

namespace RedKube.Tests.Shared.Otlp;

/// <summary>The fields of one protobuf message, as its bytes say, without its schema (https://protobuf.dev/programming-guides/encoding/).</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Varint(bytes.Span, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((number, Varint(bytes.Span, ref at), default));
                    break;
                case 1:
                    fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]), default));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes.Span, ref at);
                    fields.Add((number, 0, bytes.Slice(at, length)));
                    at += length;
                    break;
                case 5:
                    fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]), default));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"field {number} has the wire type {key & 7}");
            }
        }
    }

    public bool Has(int number) => fields.Any(f => f.Number == number);

    public ulong Number(int number) => fields.LastOrDefault(f => f.Number == number).Value;

    public string Text(int number) => Encoding.UTF8.GetString(fields.LastOrDefault(f => f.Number == number).Bytes.Span);

    public string Hex(int number) => Convert.ToHexStringLower(fields.LastOrDefault(f => f.Number == number).Bytes.Span);

    public IEnumerable<ProtoMessage> All(int number) => fields.Where(f => f.Number == number).Select(f => new ProtoMessage(f.Bytes));

    /// <summary>Messages in messages: All(1, 2) are the second fields of the first ones.</summary>
    public IEnumerable<ProtoMessage> All(params int[] path) => path.Aggregate<int, IEnumerable<ProtoMessage>>([this], static (messages, number) => messages.SelectMany(m => m.All(number)));

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
