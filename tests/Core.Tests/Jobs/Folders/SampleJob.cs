using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Jobs;

/// <summary>A job with something in every field, and results of its regions.</summary>
internal static class SampleJob
{
    public static Job Job { get; } = new()
    {
        Id = new JobId("0123456789abcdef"),
        Key = new string('a', 64),
        Image = new ImageRef("https://me:secret@host/a.tif?sig=secret"),
        ContentVersion = "17:3",
        Model = new ModelRef("/m.onnx", "m", new string('b', 64), new ModelCard { Kind = ModelKind.YoloObb, Names = ["ship"], Input = new ModelInput { Mean = [0.5f] } }),
        Options = new DetectOptions { Overlap = TileOverlap.OfPercent(12.5), Classes = ["ship"], Nodata = NodataChoice.Of(-1.5) },
        OutputPath = "/out.geojson",
        Format = "geojson",
        Folder = "/out.geojson.redkube",
        State = JobState.Partial,
        Plan = new PlanSpec
        {
            Image = new(7, 8), ContentVersion = "17:3", FileBlock = new(7, 1), SampleType = SampleType.UInt16, HasMask = true, TileSize = new(4, 4), Overlap = new(1, 1),
            RegionSize = 256, MemoryBytes = 1000, Bands = [2, 1], Ranges = [new(0.1f, 3.3f), new(1, 2)], AreaPixels = "POLYGON ((0 0, 1 0, 1 1, 0 0))", BatchSize = 3,
        },
        Missing = [new RegionFailure(3, new(1, 2, 3, 4), new JobFailure(ErrorCode.BlockUnreadable, "It is damaged."), 1)],
        Output = new(12, new string('c', 64)),
    };

    public static RegionResult Result(int region, long tilesRun = 7) => new()
    {
        JobKey = Job.Key,
        Region = region,
        Runtime = "test",
        BatchSize = 1,
        TilesRun = tilesRun,
        TilesSkipped = 0,
        BlocksDecoded = 3,
        Detections = [new Detection(new(1, 2, 3, 4), 0, 0.5f, region, null)],
    };
}
