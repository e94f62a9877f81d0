using System.CommandLine;
using RedKube.Cli.Inputs;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Cli.Commands;

/// <summary>`redkube plan`: what `detect` would do.</summary>
internal sealed class PlanCommand : CliCommand
{
    private readonly Argument<string[]> image = new("IMAGE") { Arity = ArgumentArity.ZeroOrMore, Description = "The image: a file, an http(s):// or s3:// address, a /vsi… path." };
    private readonly DetectOptionSet detect = new();
    private readonly OutputOptionSet output = new(required: false);
    private readonly TextOption workers = new(
        "--workers", "N[,N…]", OptionGroups.Machine, "1",
        "Says how long the job takes on that many workers like this machine, for each of the numbers: 1,8,64.");

    private readonly SwitchOption json = new("--json", OptionGroups.Output, "Writes JSON to stdout, for other programs.");

    /// <summary>Makes the command.</summary>
    public PlanCommand()
        : base("plan", "Says what detect would do: tiles, regions, bytes read, expected time. Writes nothing.")
    {
        Add(image);
        detect.AddTo(this);
        output.AddTo(this);
        Add(workers);
        Add(json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "Takes the options of detect, so that one word changes a plan into the job. The expected time comes from running the model for a moment on this "
        + "machine; empty tiles are not known beforehand, so a sparse image takes less.",
        "With --workers a few parts of the image are read too. The forecast deals whole regions to workers that are each like this machine; it leaves out merging and "
        + "what workers take from each other at the storage, and says what that must deliver.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube plan image.tif --model model.onnx", "as detect would run it by default"),
        new("redkube plan image.tif --model model.onnx --workers 1,8,64", "how long it takes on a cluster"),
        new("redkube plan image.tif --model model.onnx --tile-size 512 --overlap 25% --area harbour.geojson --json", "with other options, for other programs"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var word = reader.One(image, "Expected an image: redkube plan image.tif --model model.onnx.");
        var model = detect.ReadModel(reader);
        _ = output.ReadFormat(reader, reader.Text(output.Output) ?? "", [word]);
        _ = reader.Progress(output.Progress);
        var threads = reader.Integer(detect.Threads, 1, 1024) ?? Environment.ProcessorCount;
        var counts = reader.Counts(workers, 100_000);
        var options = detect.Read(reader, Composition.Areas());

        var rasters = Composition.Rasters();
        var detectors = Composition.Detectors();
        var subject = new ImageRef(word);
        ImageInfo info;
        using (var opened = rasters.Open(subject, new RasterReadOptions()))
        {
            info = opened.Info;
        }

        var found = detectors.Inspect(await Models.FindAsync(model, console, cancellation));
        var plan = new JobPlanner(rasters).Make(subject, found, options, JobPlanner.UsualMemoryBytes, cancellation);
        var timing = await ModelTiming.MeasureAsync(detectors, found, DetectorOptions.Of(plan.Spec, options.Device, threads), TimeProvider.System, cancellation);
        var forecasts = counts is null
            ? null
            : WorkerForecast.Make(plan, timing, ReadTiming.Measure(rasters, subject, options, plan, TimeProvider.System, cancellation), threads, counts);
        var reading = ReadEstimate.Of(plan);
        var text = new PlanText(subject, info, found, plan, reading, timing, JobWarnings.Of(subject.PublicUri, info, found, options, plan, reading)) { Forecasts = forecasts };
        if (reader.Has(json))
        {
            console.Output.WriteLine(text.Json());
        }
        else
        {
            text.Write(console.Output);
        }

        foreach (var warning in text.Warnings)
        {
            console.Warn(warning);
        }

        return ExitCodes.Done;
    }
}
