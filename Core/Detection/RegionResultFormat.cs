using System.Buffers.Binary;
using System.Security.Cryptography;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// The bytes of a <see cref="RegionResult"/>, little-endian: "RKRR", version (u16), 0 (u16), length of the payload (u64), SHA-256 of the payload, payload.
/// The same result gives the same bytes. Bytes that were torn by a crash are recognised and never trusted.
/// </summary>
public static class RegionResultFormat
{
    /// <summary>Version of the format; also a part of every job key.</summary>
    public const int Version = 1;

    private const int HeaderBytes = 16 + SHA256.HashSizeInBytes;
    private const byte BoxOnly = 0;
    private const byte Oriented = 1;
    private const byte Polygon = 2;

    private static ReadOnlySpan<byte> Magic => "RKRR"u8;

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    public static byte[] Write(RegionResult result)
    {
        using var stream = new MemoryStream(HeaderBytes + 256 + (result.Detections.Count * 64));
        stream.SetLength(HeaderBytes);
        stream.Position = HeaderBytes;
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            WritePayload(writer, result);
        }

        var bytes = stream.ToArray();
        var payload = bytes.AsSpan(HeaderBytes);
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), payload.Length);
        SHA256.HashData(payload, bytes.AsSpan(16));
        return bytes;
    }

    /// <summary>Reads a result.</summary>
    /// <param name="bytes">All bytes of the file.</param>
    /// <returns>Null where the bytes are torn: too short, too long, or of another checksum.</returns>
    /// <exception cref="RedKubeException">RK4005 where a newer RedKube wrote them.</exception>
    public static RegionResult? TryRead(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length < HeaderBytes || !span[..4].SequenceEqual(Magic))
        {
            return null;
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(span[4..]);
        if (version > Version)
        {
            throw new RedKubeException(
                ErrorCode.JobFolderUnreadable, $"A region's result is of format {version}; this RedKube reads up to {Version}. Go on with the newer one, or start again with --fresh.");
        }

        var payload = span[HeaderBytes..];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        if (BinaryPrimitives.ReadInt64LittleEndian(span[8..]) != payload.Length || !span[16..HeaderBytes].SequenceEqual(hash))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes[HeaderBytes..].ToArray(), writable: false));
        return ReadPayload(reader);
    }

    private static void WritePayload(BinaryWriter writer, RegionResult result)
    {
        writer.Write(result.JobKey);
        writer.Write(result.Region);
        writer.Write(result.Runtime);
        writer.Write(result.BatchSize);
        writer.Write(result.TilesRun);
        writer.Write(result.TilesSkipped);
        writer.Write(result.BlocksDecoded);
        writer.Write(result.Detections.Count);
        foreach (var detection in result.Detections)
        {
            WriteBox(writer, detection.Box);
            writer.Write(detection.ClassIndex);
            writer.Write(detection.Score);
            writer.Write(detection.Tile);
            WriteShape(writer, detection.Shape);
        }
    }

    private static RegionResult ReadPayload(BinaryReader reader)
    {
        var result = new RegionResult
        {
            JobKey = reader.ReadString(),
            Region = reader.ReadInt32(),
            Runtime = reader.ReadString(),
            BatchSize = reader.ReadInt32(),
            TilesRun = reader.ReadInt64(),
            TilesSkipped = reader.ReadInt64(),
            BlocksDecoded = reader.ReadInt64(),
            Detections = [],
        };
        var detections = new Detection[reader.ReadInt32()];
        for (var i = 0; i < detections.Length; i++)
        {
            var box = new PixelBox(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            detections[i] = new Detection(box, reader.ReadInt32(), reader.ReadSingle(), reader.ReadInt64(), ReadShape(reader));
        }

        return result with { Detections = detections };
    }

    private static void WriteBox(BinaryWriter writer, PixelBox box)
    {
        writer.Write(box.XMin);
        writer.Write(box.YMin);
        writer.Write(box.XMax);
        writer.Write(box.YMax);
    }

    private static void WriteShape(BinaryWriter writer, PixelShape? shape)
    {
        switch (shape)
        {
            case null:
                writer.Write(BoxOnly);
                break;
            case OrientedBox box:
                writer.Write(Oriented);
                writer.Write(box.Centre.X);
                writer.Write(box.Centre.Y);
                writer.Write(box.Width);
                writer.Write(box.Height);
                writer.Write(box.Angle);
                break;
            case PixelPolygon polygon:
                writer.Write(Polygon);
                writer.Write(polygon.Corners.Count);
                foreach (var corner in polygon.Corners)
                {
                    writer.Write(corner.X);
                    writer.Write(corner.Y);
                }

                break;
            default:
                throw new RedKubeException(ErrorCode.Bug, $"A shape of type {shape.GetType().Name} has no place in a region's result.");
        }
    }

    private static PixelShape? ReadShape(BinaryReader reader)
    {
        switch (reader.ReadByte())
        {
            case Oriented:
                var centre = new PixelPoint(reader.ReadDouble(), reader.ReadDouble());
                return new OrientedBox(centre, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            case Polygon:
                var corners = new PixelPoint[reader.ReadInt32()];
                for (var i = 0; i < corners.Length; i++)
                {
                    corners[i] = new PixelPoint(reader.ReadDouble(), reader.ReadDouble());
                }

                return new PixelPolygon(corners);
            default:
                return null;
        }
    }
}
