using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Detections;

public sealed class RegionResultFormatTests
{
    private static readonly RegionResult Result = new()
    {
        JobKey = new string('a', 64),
        Region = 12,
        Runtime = "onnxruntime 1.26.0, CPU",
        BatchSize = 4,
        TilesRun = 80,
        TilesSkipped = 1,
        BlocksDecoded = 300,
        Detections =
        [
            new Detection(new PixelBox(1.5, 2, 3.25, 4), 3, 0.75f, 12_345_678_901, null),
            new Detection(new PixelBox(0, 0, 2, 2), 0, 0.5f, 7, new OrientedBox(new(1, 1), 2, 1, 0.3)),
            new Detection(new PixelBox(0, 0, 9, 9), 1, 0.25f, 8, new PixelPolygon([new(0, 0), new(9, 0), new(9, 9), new(2, 5)])),
        ],
    };

    [Fact]
    public void TryRead_WhatWriteGave_IsTheSame()
    {
        var bytes = RegionResultFormat.Write(Result);
        var read = RegionResultFormat.TryRead(bytes);

        Assert.NotNull(read);
        Assert.Equal(Result with { Detections = [] }, read with { Detections = [] });
        Assert.Equal(Result.Detections.Take(2), read.Detections.Take(2));
        Assert.Equal(Result.Detections[2].Shape!.Corners, read.Detections[2].Shape!.Corners);
        Assert.Equal(bytes, RegionResultFormat.Write(read));
    }

    [Fact]
    public void TryRead_AnyTornOrFlippedByte_IsNull()
    {
        var bytes = RegionResultFormat.Write(Result);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(RegionResultFormat.TryRead(bytes.AsMemory(0, length)));
        }

        foreach (var i in Enumerable.Range(0, bytes.Length).Where(static i => i is not (4 or 5 or 6 or 7)))
        {
            var torn = bytes.ToArray();
            torn[i] ^= 1;
            Assert.Null(RegionResultFormat.TryRead(torn));
        }

        Assert.Null(RegionResultFormat.TryRead(bytes.Append((byte)0).ToArray()));
    }

    [Fact]
    public void TryRead_NewerVersion_IsRefused()
    {
        var bytes = RegionResultFormat.Write(Result);
        bytes[4]++;

        Assert.Equal(ErrorCode.JobFolderUnreadable, Assert.Throws<RedKubeException>(() => RegionResultFormat.TryRead(bytes)).Code);
    }
}
