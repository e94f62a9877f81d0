using System.Globalization;

namespace RedKube.Dashboard.Detections;

/// <summary>A job's GeoJSON output with the place of each feature in it: 16 bytes a feature. Immutable; safe for any number of threads.</summary>
/// <param name="path">The file.</param>
/// <param name="offsets">Where the line of each feature begins.</param>
/// <param name="ids">The first 16 hex digits of each feature's id.</param>
internal sealed class FeatureFile(string path, long[] offsets, ulong[] ids)
{
    private const int UsualLine = 1024;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>How many features there are.</summary>
    public int Count => offsets.Length;

    /// <summary>Bytes of memory.</summary>
    public long Bytes => offsets.Length * 16L;

    /// <summary>The number of a feature's id, or −1.</summary>
    /// <param name="id">16 hex digits; -2, -3 follow on a repeat.</param>
    public int NumberOf(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        var digits = dash < 0 ? id : id[..dash];
        var repeat = 1;
        if (digits.Length != 16 || !ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var wanted)
            || (dash >= 0 && !int.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out repeat)))
        {
            return -1;
        }

        var at = -1;
        for (var seen = 0; seen < repeat; seen++)
        {
            var next = ids.AsSpan(at + 1).IndexOf(wanted);
            if (next < 0)
            {
                return -1;
            }

            at += next + 1;
        }

        return at;
    }

    /// <summary>Reads features as they stand in the file: GeoJSON, without the comma that follows.</summary>
    /// <param name="numbers">Their numbers.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Read(IEnumerable<int> numbers)
    {
        using var file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        var buffer = new byte[UsualLine];
        foreach (var number in numbers)
        {
            while (true)
            {
                var read = RandomAccess.Read(file, buffer, offsets[number]);
                var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
                if (end < 0 && read == buffer.Length)
                {
                    buffer = new byte[buffer.Length * 4];
                    continue;
                }

                var line = buffer.AsMemory(0, end < 0 ? read : end);
                yield return (line.Length > 0 && line.Span[^1] == (byte)',' ? line[..^1] : line).ToArray();
                break;
            }
        }
    }
}
