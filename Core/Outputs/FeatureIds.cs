using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>
/// Names features by content: the first 16 hex digits of SHA-256 over model hash, image name, class name and pixel geometry in 1/256 px; a repeat carries
/// -2, -3, … in output order.
/// </summary>
/// <remarks>
/// Output order begins with the upper edge, so a repeat can only follow while the upper edge, in 1/256 px, is the same: only the ids of
/// that line are held, and memory does not grow with the number of features. Two different geometries share their 64 bits with odds of 3 in a million among
/// ten million features; such a pair would carry the same id.
/// </remarks>
internal sealed class FeatureIds
{
    private const double Steps = 256;
    private readonly Dictionary<ulong, int> line = [];
    private readonly byte[][] classes;
    private readonly byte[] prefix;
    private byte[] buffer = new byte[512];
    private long upper = long.MinValue;

    /// <summary>Starts a file.</summary>
    /// <param name="header">Model hash and image name.</param>
    /// <param name="classNames">Names by class index.</param>
    public FeatureIds(OutputHeader header, IReadOnlyList<string> classNames)
    {
        prefix = Encoding.UTF8.GetBytes($"{header.ModelHash}\0{header.ImageName}\0");
        classes = [.. classNames.Select(static name => Encoding.UTF8.GetBytes(name + "\0"))];
    }

    /// <summary>The next detection's id.</summary>
    /// <param name="detection">Comes after all before it in output order.</param>
    /// <exception cref="RedKubeException">RK9001: the detections are not in output order.</exception>
    public string Next(in Detection detection)
    {
        var edge = Step(detection.Box.YMin);
        if (edge < upper)
        {
            throw new RedKubeException(ErrorCode.Bug, "Detections reached the output out of order: upper edges must not decrease.");
        }

        if (edge > upper)
        {
            upper = edge;
            line.Clear();
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Content(detection), digest);
        var hash = BinaryPrimitives.ReadUInt64BigEndian(digest);
        var count = line[hash] = line.GetValueOrDefault(hash) + 1;
        var id = hash.ToString("x16", CultureInfo.InvariantCulture);
        return count == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{count}");
    }

    private ReadOnlySpan<byte> Content(in Detection detection)
    {
        var name = classes[detection.ClassIndex];
        var corners = detection.Shape?.Corners;
        var length = prefix.Length + name.Length + (16 * (corners?.Count ?? 2));
        if (buffer.Length < length)
        {
            buffer = new byte[length * 2];
        }

        prefix.CopyTo(buffer, 0);
        name.CopyTo(buffer, prefix.Length);
        var at = prefix.Length + name.Length;
        if (corners is null)
        {
            at = Append(Append(at, new(detection.Box.XMin, detection.Box.YMin)), new(detection.Box.XMax, detection.Box.YMax));
        }
        else
        {
            for (var i = 0; i < corners.Count; i++)
            {
                at = Append(at, corners[i]);
            }
        }

        return buffer.AsSpan(0, at);
    }

    private int Append(int at, PixelPoint point)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(at), Step(point.X));
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(at + 8), Step(point.Y));
        return at + 16;
    }

    private static long Step(double pixels) => (long)Math.Round(pixels * Steps, MidpointRounding.ToEven);
}
