using System.CommandLine;
using RedKube.Cli.Inputs;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Commands;

/// <summary>`redkube info IMAGE|MODEL`: what a file is.</summary>
internal sealed class InfoCommand : CliCommand
{
    private readonly Argument<string[]> subject = new("IMAGE|MODEL") { Arity = ArgumentArity.ZeroOrMore, Description = "An image, or a model as --model takes it." };
    private readonly SwitchOption json = new("--json", OptionGroups.Output, "Writes JSON to stdout, for other programs.");
    private readonly SwitchOption card = new("--card", OptionGroups.Output, "Of a model: writes its card, stated or recognised. Saved beside the model as model.card.json and changed, it overrides what was recognised.");

    /// <summary>Makes the command.</summary>
    public InfoCommand()
        : base("info", "Says what an image or a model is, without running anything.")
    {
        Add(subject);
        Add(json);
        Add(card);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube info image.tif", "size, bands, blocks and place of an image"),
        new("redkube info model.onnx", "classes and input of a model, and how its outputs are read"),
        new("redkube info model.onnx --card > model.card.json", "a card to start from where something was not recognised rightly"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var word = reader.One(subject, "Expected an image or a model: redkube info image.tif.");
        var asJson = reader.Has(json);
        var asCard = reader.Has(card);
        if (asJson && asCard)
        {
            faults.Add("--json and --card are both given. Expected one of them: --card is JSON already.");
        }

        faults.ThrowIfAny();
        if (!asCard && !IsModel(word, console))
        {
            WriteImage(console, new ImageRef(word), asJson);
            return ExitCodes.Done;
        }

        var model = Composition.Detectors().Inspect(await Models.FindAsync(word, console, cancellation));
        if (asCard)
        {
            console.Output.WriteLine(ModelCardJson.Write(model.Card).TrimEnd());
        }
        else
        {
            WriteModel(console, model, asJson);
        }

        return ExitCodes.Done;
    }

    /// <summary>What ends in .onnx is a model; so is a known name that is no file.</summary>
    private static bool IsModel(string word, CliConsole console)
    {
        var path = new ImageRef(word).PublicUri;
        return path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || (!File.Exists(word) && !Directory.Exists(word) && Models.IsName(word, console));
    }

    private static void WriteImage(CliConsole console, ImageRef image, bool asJson)
    {
        using var reader = Composition.Rasters().Open(image, new RasterReadOptions());
        var info = reader.Info;
        if (asJson)
        {
            console.Output.WriteLine(ImageFacts.Json(info));
        }
        else
        {
            console.Output.WriteLine(image.PublicUri);
            ImageFacts.Text(info).Write(console.Output);
        }
    }

    private static void WriteModel(CliConsole console, ModelRef model, bool asJson)
    {
        if (asJson)
        {
            console.Output.WriteLine(ModelFacts.Json(model));
        }
        else
        {
            console.Output.WriteLine(model.Path);
            ModelFacts.Text(model).Write(console.Output);
        }
    }
}
