using System.CommandLine;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Commands;

/// <summary>A command that does one thing to jobs of a cluster: cancel, pause, resume, retry.</summary>
internal sealed class JobActionCommand : CliCommand
{
    private readonly Argument<string[]> ids = JobIdArgument.Make("ID…", "The jobs; redkube jobs lists them.");
    private readonly ClusterOptionSet cluster = new();
    private readonly Func<IJobs, JobId, CancellationToken, Task<string>> act;

    private JobActionCommand(string name, string description, string explanation, Func<IJobs, JobId, CancellationToken, Task<string>> act)
        : base(name, description)
    {
        this.act = act;
        Explanation = [explanation];
        Examples = [new HelpExample($"redkube {name} 0123456789abcdef --redis 127.0.0.1:6379 --data /mnt/redkube", description.TrimEnd('.').ToLowerInvariant())];
        Add(ids);
        cluster.AddTo(this);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; }

    /// <summary>cancel, pause, resume and retry.</summary>
    public static IEnumerable<JobActionCommand> All() =>
    [
        new(
            "cancel", "Ends jobs of a cluster.",
            "Regions in work stop soon; what is stored stays, and submitting the same job again, or redkube retry, goes on from there.",
            static async (jobs, id, cancellation) =>
            {
                await jobs.CancelAsync(id, cancellation);
                return "cancelled";
            }),
        new(
            "pause", "Holds jobs of a cluster.",
            "What is in work is finished; nothing more is begun until redkube resume.",
            static async (jobs, id, cancellation) =>
            {
                await jobs.PauseAsync(id, cancellation);
                return "paused";
            }),
        new(
            "resume", "Goes on with jobs that were paused.",
            "Jobs that are not paused stay as they are.",
            static async (jobs, id, cancellation) =>
            {
                await jobs.ResumeAsync(id, cancellation);
                return "goes on";
            }),
        new(
            "retry", "Tries what failed of jobs again, and only that.",
            "Of a job under way: its dead letters. Of one that ended partial, failed or cancelled: the regions that are missing. What is stored is never done again. "
            + "Messages that RedKube did not write (redkube dead-letters lists them) belong to no job: there is nothing to try again.",
            static async (jobs, id, cancellation) => await jobs.RetryAsync(id, cancellation) ? "is tried again" : "there is nothing to try again"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var wanted = JobIdArgument.Read(reader, ids);
        if (wanted.Count == 0)
        {
            faults.Add("ID is missing. Expected one or more ids of jobs; redkube jobs lists them.");
        }

        var settings = cluster.Read(reader, console);
        faults.ThrowIfAny();
        using var client = ClusterClient.Of(settings);
        var codes = new List<int>();
        foreach (var id in wanted)
        {
            try
            {
                console.Say($"{id}: {await act(client.Jobs, id, cancellation)}");
                codes.Add(ExitCodes.Done);
            }
            catch (RedKubeException failure) when (wanted.Count > 1)
            {
                console.Error(failure);
                codes.Add(ExitCodes.Of(failure.Code));
            }
        }

        return ExitCodes.Worst(codes);
    }
}
