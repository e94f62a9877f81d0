using System.CommandLine;
using RedKube.Cli.Inputs;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Commands;

/// <summary>`redkube detect`: images in, objects on the map out.</summary>
internal sealed class DetectCommand : CliCommand
{
    private readonly Argument<string[]> images = new("IMAGE…")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The images: files of any format that GDAL reads, folders (the images directly in them), http(s):// or s3:// addresses, /vsi… paths. Read in place, never downloaded whole.",
    };

    private readonly DetectOptionSet detect = new();
    private readonly OutputOptionSet output = new(required: true);

    /// <summary>Makes the command.</summary>
    public DetectCommand()
        : base("detect", "Finds objects in images and writes where they are on the map.")
    {
        Add(images);
        detect.AddTo(this);
        output.AddTo(this);
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
        var words = reader.Words(images);
        if (words.Count == 0)
        {
            faults.Add("No image is given. Expected one or more: redkube detect image.tif --model model.onnx --output detections.geojson.");
        }

        var model = reader.Required(detect.Model, "Name an .onnx file, an address that ends in .onnx, or a model in samples/models.");
        var target = reader.Required(output.Output, "Name the file to write, for example detections.geojson, or a folder for several images.");
        var format = output.ReadFormat(reader, target, words);
        var mode = reader.Progress(output.Progress);
        var stallTimeout = output.ReadStallTimeout(reader);
        var threads = reader.Integer(detect.Threads, 1, 1024);
        var options = detect.Read(reader, Composition.Areas());

        await using var stages = await Stages.StartAsync(threads, cancellation);
        var inputs = ImageInputs.Find(words, stages.Rasters);
        var plans = OutputPlan.Make(inputs, target, format, reader.Text(output.Report));
        var modelPath = await Models.FindAsync(model, console, cancellation);
        var requests = plans.Select(plan => new DetectRequest
        {
            Image = plan.Image,
            ModelPath = modelPath,
            OutputPath = plan.Path,
            Format = plan.Format,
            Options = options,
            Threads = threads,
            ReportPath = plan.ReportPath,
            WorkDirectory = reader.Text(output.WorkDir),
            KeepWork = reader.Has(output.KeepWork),
            Fresh = reader.Has(output.Fresh),
            StallTimeout = stallTimeout,
        });
        return await new DetectRunner(stages.Jobs, console, mode, TimeProvider.System).RunAsync([.. requests], cancellation);
    }
}
