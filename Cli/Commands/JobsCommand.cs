using System.CommandLine;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Commands;

/// <summary>`redkube jobs`: what a cluster does and did.</summary>
internal sealed class JobsCommand : CliCommand
{
    private readonly Argument<string[]> ids = JobIdArgument.Make("[ID]", "One job, with all that is known of it. Without: all jobs, the last submitted first.");
    private readonly ClusterOptionSet cluster = new();
    private readonly SwitchOption json = new("--json", OptionGroups.Output, "Writes JSON to stdout, for other programs.");

    /// <summary>Makes the command.</summary>
    public JobsCommand()
        : base("jobs", "Lists the jobs of a cluster, or tells all about one.")
    {
        Add(ids);
        cluster.AddTo(this);
        Add(json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "States: queued, planning, running, paused, merging; and at the end done, partial (the output is there, regions are missing), failed, cancelled. Jobs that ended "
        + "are known for 7 days, or as long as --keep of tiler and aggregator says; their outputs stay.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube jobs --redis 127.0.0.1:6379 --data /mnt/redkube", "all jobs"),
        new("redkube jobs 0123456789abcdef --json", "one job, for other programs; Redis and data folder are in the environment"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var wanted = JobIdArgument.Read(reader, ids);
        if (wanted.Count > 1)
        {
            faults.Add("ID: more than one is given. Expected one, or none for all jobs.");
        }

        var settings = cluster.Read(reader, console);
        faults.ThrowIfAny();
        using var client = ClusterClient.Of(settings);
        var records = await client.Jobs.ListAsync(cancellation);
        if (wanted.Count == 0)
        {
            JobListText.Write(console.Output, records, reader.Has(json));
            return ExitCodes.Done;
        }

        var record = records.FirstOrDefault(r => r.Job.Id == wanted[0]) ?? await FromFolderAsync(client.Jobs, wanted[0], cancellation);
        var regions = await client.Queue.RegionsAsync(wanted[0], cancellation);
        JobText.Write(console.Output, record, regions, reader.Has(json));
        return ExitCodes.Done;
    }

    // Redis may have lost what the data folder still knows.
    private static async Task<JobRecord> FromFolderAsync(IJobs jobs, JobId id, CancellationToken cancellation) =>
        await jobs.FindAsync(id, cancellation) is { } job
            ? new JobRecord(job, new JobTally(), default, null)
            : throw new RedKubeException(ErrorCode.JobNotFound, $"There is no job {id}. redkube jobs lists those that are known.");
}
