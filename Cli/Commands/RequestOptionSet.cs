using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;

namespace RedKube.Cli.Commands;

/// <summary>All that `detect` and `submit` are asked for: images, what to find, where it goes.</summary>
/// <param name="inCluster">Whether the state of jobs lies in a data folder, so that nothing can be said of its place.</param>
internal sealed class RequestOptionSet(bool inCluster)
{
    private readonly Argument<string[]> images = new("IMAGE…")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The images: files of any format that GDAL reads, folders (the images directly in them), http(s):// or s3:// addresses, /vsi… paths. Read in place, never downloaded whole.",
    };

    /// <summary>What to find, and how.</summary>
    public DetectOptionSet Detect { get; } = new();

    /// <summary>Where it goes.</summary>
    public OutputOptionSet Output { get; } = new(required: true, inDataFolder: inCluster);

    /// <summary>Adds all of them to a command.</summary>
    /// <param name="command">detect or submit.</param>
    public void AddTo(Command command)
    {
        command.Add(images);
        Detect.AddTo(command);
        Output.AddTo(command);
    }

    /// <summary>Reads all of them.</summary>
    /// <param name="reader">The command line; its faults are noted there.</param>
    /// <exception cref="UsageException">The command line has faults, those that were noted before included.</exception>
    public RequestDraft Read(OptionReader reader)
    {
        var words = reader.Words(images);
        if (words.Count == 0)
        {
            reader.Faults.Add("No image is given. Expected one or more: redkube detect image.tif --model model.onnx --output detections.geojson.");
        }

        var model = Detect.ReadModel(reader);
        var target = reader.Required(Output.Output, "Name the file to write, for example detections.geojson, or a folder for several images.");
        var format = Output.ReadFormat(reader, target, words);
        var mode = reader.Progress(Output.Progress);
        var threads = reader.Integer(Detect.Threads, 1, 1024);
        var stall = Output.ReadStallTimeout(reader);
        return new RequestDraft(words, model, target)
        {
            Format = format,
            Report = reader.Text(Output.Report),
            WorkDirectory = reader.Text(Output.WorkDir),
            KeepWork = reader.Has(Output.KeepWork),
            Fresh = reader.Has(Output.Fresh),
            StallTimeout = stall,
            Progress = mode,
            Threads = threads,
            Options = Detect.Read(reader, Composition.Areas()),
            OptionFiles = Detect.Files(reader),
        };
    }
}
