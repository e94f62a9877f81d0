using System.Buffers.Binary;

namespace RedKube.Dashboard.Detections;

/// <summary>Writes protocol buffers: https://protobuf.dev/programming-guides/encoding. One thread at a time.</summary>
internal sealed class ProtoBuffer
{
    private byte[] bytes = new byte[64];
    private int used;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, used);

    /// <summary>Begins anew.</summary>
    public void Clear() => used = 0;

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>A number without a field, as packed fields have them.</summary>
    /// <param name="value">The number.</param>
    public void Varint(ulong value)
    {
        Room(10);
        while (value >= 0x80)
        {
            bytes[used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[used++] = (byte)value;
    }

    /// <summary>A signed number without a field, small ones short.</summary>
    /// <param name="value">The number.</param>
    public void Zigzag(int value) => Varint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>A field that is a number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The number.</param>
    public void Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
    }

    /// <summary>A field that is a double.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The number.</param>
    public void Double(int field, double value)
    {
        Varint(((ulong)field << 3) | 1);
        Room(8);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(used), value);
        used += 8;
    }

    /// <summary>A field of bytes or text.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The bytes.</param>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        Raw(value);
    }

    /// <summary>A field that is a message, or packed numbers.</summary>
    /// <param name="field">The field.</param>
    /// <param name="message">The message.</param>
    public void Message(int field, ProtoBuffer message) => Bytes(field, message.Written);

    /// <summary>Fields that were written elsewhere.</summary>
    /// <param name="other">The fields.</param>
    public void Raw(ProtoBuffer other) => Raw(other.Written);

    private void Raw(ReadOnlySpan<byte> value)
    {
        Room(value.Length);
        value.CopyTo(bytes.AsSpan(used));
        used += value.Length;
    }

    private void Room(int more)
    {
        if (used + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + more));
        }
    }
}
