namespace RedKube.Dashboard.Detections;

/// <summary>Whole lines of a text file, many at a time, each block in memory of its own.</summary>
/// <param name="Offset">Where the block begins in the file, bytes.</param>
/// <param name="Bytes">The lines, each with its end; only the file's last may lack it.</param>
internal readonly record struct LineBlock(long Offset, ReadOnlyMemory<byte> Bytes)
{
    // Under the 85,000 bytes from which on memory is collected only with everything else.
    private const int UsualBytes = 80_000;

    /// <summary>Reads a file from its beginning.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<LineBlock> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[UsualBytes];
        var held = 0;
        var offset = 0L;
        while (true)
        {
            held += file.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            var isLast = held < buffer.Length;
            var whole = isLast ? held : buffer.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (whole > 0)
            {
                yield return new LineBlock(offset, buffer.AsMemory(0, whole));
            }

            if (isLast)
            {
                yield break;
            }

            var next = new byte[Math.Max(UsualBytes, (held - whole) * 2)];
            buffer.AsSpan(whole, held - whole).CopyTo(next);
            (buffer, held, offset) = (next, held - whole, offset + whole);
        }
    }

    /// <summary>Its lines with their places in the file, without their ends.</summary>
    public IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> Lines()
    {
        for (var start = 0; start < Bytes.Length;)
        {
            var length = Bytes.Span[start..].IndexOf((byte)'\n');
            var end = length < 0 ? Bytes.Length : start + length;
            yield return (Offset + start, Bytes[start..end]);
            start = end + 1;
        }
    }
}
