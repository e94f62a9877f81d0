using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;

namespace RedKube.Cli.Commands;

/// <summary>`redkube detect`: images in, objects on the map out.</summary>
internal sealed class DetectCommand : CliCommand
{
    private readonly RequestOptionSet options = new(inCluster: false);

    /// <summary>Makes the command.</summary>
    public DetectCommand()
        : base("detect", "Finds objects in images and writes where they are on the map.")
    {
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "The image is cut into overlapping tiles, the model looks at each, and what several tiles saw of one object becomes one object. The result does "
        + "not depend on threads, region size or interruptions: stopped at any moment, the same command goes on where it was.",
        "Exit codes: 0 done; 2 wrong usage; 3 an image, model, option value or foreign output that cannot be used; 4 done in part, missing regions listed; "
        + "1 anything else; 130 or 143 interrupted.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube detect image.tif --model model.onnx --output detections.geojson", "the usual case"),
        new("redkube detect image.tif --model model.onnx --output ships.gpkg --classes ship --confidence 0.4", "ships only, surer ones, as GeoPackage"),
        new("redkube detect images/ --model model.onnx --output results/ --format gpkg", "every image of a folder, a file for each"),
        new("redkube detect s3://bucket/big.tif --model model.onnx --output big.fgb --area harbour.geojson", "a part of an image on S3"),
        new("redkube detect 16bit.tif --model model.onnx --output d.geojson --bands 4,3,2 --range percentile", "the bands of your choice, 16 bits stretched to 8"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var draft = options.Read(reader);
        await using var stages = await Stages.StartAsync(draft.Threads, cancellation);
        var requests = await draft.MakeAsync(stages.Rasters, console, cancellation);
        return await new DetectRunner(stages.Jobs, console, draft.Progress, TimeProvider.System).RunAsync(requests, cancellation);
    }
}
