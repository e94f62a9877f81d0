using System.CommandLine;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Commands;

/// <summary>`redkube dead-letters`: work that was given up, with its cause.</summary>
internal sealed class DeadLettersCommand : CliCommand
{
    private readonly Argument<string[]> ids = JobIdArgument.Make("[ID…]", "Of these jobs only. Without: of all.");
    private readonly ClusterOptionSet cluster = new();
    private readonly SwitchOption json = new("--json", OptionGroups.Output, "Writes JSON to stdout, for other programs.");

    /// <summary>Makes the command.</summary>
    public DeadLettersCommand()
        : base("dead-letters", "Lists the work of a cluster that was given up, with its cause.")
    {
        Add(ids);
        cluster.AddTo(this);
        Add(json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "What failed for good, or five times in passing, is given up and stays visible here: of jobs under way, and as missing regions of jobs that ended. Mend the cause, then "
        + "redkube retry ID does these and nothing else.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube dead-letters --redis 127.0.0.1:6379 --data /mnt/redkube", "of all jobs"),
        new("redkube dead-letters 0123456789abcdef --json", "of one job, for other programs"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var wanted = JobIdArgument.Read(reader, ids);
        var settings = cluster.Read(reader, console);
        faults.ThrowIfAny();
        using var client = ClusterClient.Of(settings);
        var letters = new List<DeadLetter>();
        foreach (var record in await client.Jobs.ListAsync(cancellation))
        {
            if (wanted.Count == 0 || wanted.Contains(record.Job.Id))
            {
                letters.AddRange(record.Job.State.IsFinal() ? Missing(record.Job) : await client.Queue.DeadLettersAsync(record.Job.Id, cancellation));
            }
        }

        Write(console.Output, letters, reader.Has(json));
        return ExitCodes.Done;
    }

    private static IEnumerable<DeadLetter> Missing(Job job) =>
        job.Missing.Select(m => new DeadLetter(new WorkItem(job.Id, WorkStage.Detect, m.Region), m.Failure, m.Attempts));

    private static void Write(TextWriter to, List<DeadLetter> letters, bool json)
    {
        if (json)
        {
            to.WriteLine(Json.Of(letters.Select(static l => new
            {
                Job = l.Item.Job.Value,
                Stage = StageOf(l),
                Region = l.Item.Stage == WorkStage.Detect ? l.Item.Region : (int?)null,
                l.Attempts,
                Code = l.Failure.Code.Text(),
                l.Failure.Message,
            })));
            return;
        }

        if (letters.Count == 0)
        {
            to.WriteLine("No dead letters.");
        }

        foreach (var letter in letters)
        {
            var what = letter.Item.Stage == WorkStage.Detect ? $"region {letter.Item.Region}" : StageOf(letter);
            to.WriteLine($"{letter.Item.Job}  {what}, {Quantity.Count(letter.Attempts, "attempt")}: {letter.Failure.Code.Text()}: {letter.Failure.Message}");
        }
    }

    private static string StageOf(DeadLetter letter) => letter.Item.Stage.ToString().ToLowerInvariant();
}
