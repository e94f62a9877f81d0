using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Cli.Scoring;
using RedKube.Cli.Terminal;
using RedKube.Core.Scoring;

namespace RedKube.Cli.Commands;

/// <summary>`redkube score DETECTIONS TRUTH`: how good a result is.</summary>
internal sealed class ScoreCommand : CliCommand
{
    private readonly Argument<string[]> files = new("DETECTIONS TRUTH")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Two GeoJSON files. A feature of the truth with difficult: true counts neither way.",
    };

    private readonly TextOption iou = new("--iou", "F", OptionGroups.Scoring, "0.5", "Overlap (intersection over union) from which a detection counts as right.");
    private readonly SwitchOption json = new("--json", OptionGroups.Output, "Writes JSON to stdout, for other programs.");

    /// <summary>Makes the command.</summary>
    public ScoreCommand()
        : base("score", "Compares detections with the truth: precision, recall, F1 and AP, by class and overall.")
    {
        Add(files);
        Add(iou);
        Add(json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "Within a class, the surest detection takes the free true object that it overlaps most. Precision is the part of the detections that are right, "
        + "recall the part of the true objects that were found, AP the average precision as COCO has it (101 points); overall it is the mean over classes.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube score detections.geojson truth.geojson", "a table by class"),
        new("redkube score detections.geojson truth.geojson --iou 0.75 --json", "stricter, for other programs"),
    ];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var words = reader.Words(files);
        if (words.Count != 2)
        {
            faults.Add($"Found {Quantity.Count(words.Count, "file")}, expected two: the detections, then the truth.");
        }

        var overlap = reader.Number(iou, 0, 1, open: true) ?? 0.5;
        faults.ThrowIfAny();
        var (detections, truths) = ScoringInput.Read(words[0], words[1]);
        var report = Scorer.Score(detections, truths, overlap);
        if (reader.Has(json))
        {
            console.Output.WriteLine(ScoreText.Json(report));
        }
        else
        {
            ScoreText.Table(report, console.Output);
        }

        return Task.FromResult(ExitCodes.Done);
    }
}
