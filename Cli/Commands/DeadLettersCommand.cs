using System.CommandLine;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
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
        "Messages in the queue that are none of RedKube's are listed after them: nothing of a job is lost by them, so there is nothing to try again. The last 1,000 are kept, to find out who "
        + "sends them; redis-cli DEL redkube:malformed forgets them.",
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

        // They belong to no job.
        var malformed = wanted.Count == 0 ? await client.Queue.MalformedAsync(cancellation) : [];
        DeadLettersText.Write(console.Output, letters, malformed, reader.Has(json));
        return ExitCodes.Done;
    }

    private static IEnumerable<DeadLetter> Missing(Job job) =>
        job.Missing.Select(m => new DeadLetter(new WorkItem(job.Id, WorkStage.Detect, m.Region), m.Failure, m.Attempts));
}
