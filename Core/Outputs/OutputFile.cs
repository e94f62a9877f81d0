using System.Globalization;
using System.Text;
using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>
/// A new text file in UTF-8 that is deleted again unless it was completed. Numbers are written the same on every machine: rounded with integers, '.' as
/// the decimal sign, no trailing zeros, never an exponent but in scores.
/// </summary>
/// <param name="path">The file; one that is there is replaced.</param>
internal sealed class OutputFile(string path) : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int Reserve = 64;
    private static readonly double[] Scales = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
    private readonly FileStream stream = Open(path);
    private readonly byte[] buffer = new byte[BufferSize];
    private int used;
    private bool completed;

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > buffer.Length - used)
        {
            var part = buffer.Length - used;
            bytes[..part].CopyTo(buffer.AsSpan(used));
            bytes = bytes[part..];
            used = buffer.Length;
            Flush();
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    /// <summary>Writes text.</summary>
    /// <param name="text">Any text.</param>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The number.</param>
    public void Write(long value)
    {
        MakeRoom();
        value.TryFormat(buffer.AsSpan(used), out var count, default, CultureInfo.InvariantCulture);
        used += count;
    }

    /// <summary>Writes a number rounded to decimals.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="decimals">0 to 8.</param>
    public void Write(double value, int decimals)
    {
        MakeRoom();
        used += Format(value, decimals, buffer.AsSpan(used));
    }

    /// <summary>Writes a score: the shortest decimal that gives the same float32.</summary>
    /// <param name="score">A finite number.</param>
    public void Write(float score)
    {
        MakeRoom();
        score.TryFormat(buffer.AsSpan(used), out var count, default, CultureInfo.InvariantCulture);
        used += count;
    }

    /// <summary>Writes what is left and waits until the disk has it.</summary>
    /// <exception cref="RedKubeException">RK4001, RK4004.</exception>
    public void Complete()
    {
        Flush();
        try
        {
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }

        completed = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        if (!completed)
        {
            File.Delete(path);
        }
    }

    /// <summary>Writes a number rounded to decimals, without trailing zeros and without a minus before zero.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="decimals">0 to 8.</param>
    /// <param name="text">Room for 64 bytes.</param>
    /// <returns>Bytes written.</returns>
    internal static int Format(double value, int decimals, Span<byte> text)
    {
        var scaled = Math.Round(value * Scales[decimals], MidpointRounding.ToEven);
        if (!(Math.Abs(scaled) < 1e15))
        {
            value.TryFormat(text, out var written, "R", CultureInfo.InvariantCulture);
            return written;
        }

        var digits = (long)scaled;
        var left = decimals;
        while (left > 0 && digits % 10 == 0)
        {
            digits /= 10;
            left--;
        }

        var at = 0;
        if (digits < 0)
        {
            text[at++] = (byte)'-';
            digits = -digits;
        }

        var unit = (long)Scales[left];
        (digits / unit).TryFormat(text[at..], out var count, default, CultureInfo.InvariantCulture);
        at += count;
        if (left == 0)
        {
            return at;
        }

        text[at++] = (byte)'.';
        var fraction = digits % unit;
        for (var i = left - 1; i >= 0; i--)
        {
            text[at + i] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        return at + left;
    }

    private void MakeRoom()
    {
        if (buffer.Length - used < Reserve)
        {
            Flush();
        }
    }

    private void Flush()
    {
        try
        {
            stream.Write(buffer, 0, used);
            used = 0;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }
}
