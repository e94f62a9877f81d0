using System.CommandLine;
using RedKube.Adapters.Gdal.Preview;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Inputs;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Sample;
using RedKube.Cli.Scoring;
using RedKube.Cli.Terminal;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Core.Scoring;

namespace RedKube.Cli.Commands;

/// <summary>`redkube demo`: a scene, its objects, how many were found, and a picture.</summary>
internal sealed class DemoCommand : CliCommand
{
    private const int Side = 4096;

    // Not among the seeds that the model was trained on; samples/train says which those are.
    private const int UsualSeed = 20_001;

    private readonly Argument<string[]> folder = new("FOLDER") { HelpName = "[FOLDER]", Arity = ArgumentArity.ZeroOrMore, Description = "Where everything is written. Default: ./redkube-demo." };
    private readonly TextOption seed = new("--seed", "N", OptionGroups.Scene, "20001", "Another scene.");
    private readonly TextOption progress = new("--progress", "auto|plain|none", OptionGroups.Output, "auto", "A bar where stderr is a terminal, lines where not.");

    /// <summary>Makes the command.</summary>
    public DemoCommand()
        : base("demo", "Shows it at work: makes a scene, finds the objects in it, checks them against the truth, draws them.")
    {
        Add(folder);
        Add(seed);
        Add(progress);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
        ["Nothing is fetched: the scene is synthetic, the small model comes with RedKube. Run again, it reuses what is there."];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube demo", "everything goes to ./redkube-demo"),
        new("redkube demo /tmp/demo --seed 30000", "another scene, another place"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var place = reader.Words(folder).Count == 0 ? "redkube-demo" : reader.One(folder, "");
        var number = reader.Integer(seed, int.MinValue, int.MaxValue) ?? UsualSeed;
        var mode = reader.Progress(progress);
        faults.ThrowIfAny();
        var model = await Models.FindAsync(Models.Demo, console, cancellation);
        var files = DemoFiles.In(place, number);
        files.MakeFolder();

        console.Say($"1. A synthetic scene of {Side} × {Side} pixels");
        await SceneAsync(files, number, console, mode, cancellation);
        console.Say();
        console.Say($"2. Detection with the model {Path.GetFileNameWithoutExtension(model)}");
        var code = await DetectAsync(files, model, console, mode, cancellation);
        if (code != ExitCodes.Done)
        {
            return code;
        }

        console.Say();
        console.Say("3. Comparison with the truth");
        var (detections, truths) = ScoringInput.Read(files.Detections, files.Truth);
        ScoreText.Table(Scorer.Score(detections, truths), console.Output);
        console.Say();
        console.Say("4. A picture");
        var colours = PreviewWriter.Write(new ImageRef(files.Scene), [.. detections.Select(static d => new PreviewMark(d.ClassName, d.Box, d.Shape))], files.Picture);
        console.Say($"{files.Picture} ({string.Join(", ", colours.Select(static c => $"{c.Key} {c.Value.Name}"))})");

        Farewell(files, model, console);
        return ExitCodes.Done;
    }

    private static async Task SceneAsync(DemoFiles files, int seed, CliConsole console, ProgressMode mode, CancellationToken cancellation)
    {
        if (File.Exists(files.Scene) && File.Exists(files.Truth))
        {
            console.Say($"Reusing {files.Scene} and {files.Truth} of an earlier run.");
            return;
        }

        var options = new SceneOptions { Width = Side, Height = Side, Seed = seed };
        await SceneMaker.MakeAsync(options, files.Scene, files.Truth, RasterCompression.Deflate, console, mode, cancellation);
    }

    private static async Task<int> DetectAsync(DemoFiles files, string model, CliConsole console, ProgressMode mode, CancellationToken cancellation)
    {
        await using var stages = await Stages.StartAsync(null, cancellation);
        var request = new DetectRequest { Image = new ImageRef(files.Scene), ModelPath = model, OutputPath = files.Detections, Format = OutputFormats.GeoJson };
        return await new DetectRunner(stages.Jobs, console, mode, TimeProvider.System).RunAsync([request], cancellation);
    }

    private static void Farewell(DemoFiles files, string model, CliConsole console)
    {
        var name = Path.GetFileNameWithoutExtension(model);

        // In a clone the program is not on the path: the launcher says how it was called.
        var program = console.Environment("REDKUBE_COMMAND") ?? "redkube";
        console.Say();
        console.Say($"Everything is in {Path.GetFullPath(files.Folder)}:");
        console.Say($"  {Path.GetFileName(files.Picture),-26} look at this first");
        console.Say($"  {Path.GetFileName(files.Scene),-26} the scene, a georeferenced GeoTIFF");
        console.Say($"  {Path.GetFileName(files.Detections),-26} the objects; opens in QGIS on top of the scene");
        console.Say($"  {Path.GetFileName(files.Truth),-26} what is really there");
        console.Say();
        console.Say("Next:");
        console.Say($"  {program} detect {files.Scene} --model {name} --output ships.gpkg --classes ship");
        console.Say($"  {program} detect YOUR-IMAGE.tif --model YOUR-MODEL.onnx --output detections.geojson");
        console.Say($"  {program} detect --help");
    }
}
