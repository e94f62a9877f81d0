using System.CommandLine;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;

namespace RedKube.Cli.Commands;

/// <summary>`redkube submit`: what `detect` does, done by a cluster.</summary>
internal sealed class SubmitCommand : CliCommand
{
    private readonly RequestOptionSet request = new(inCluster: true);
    private readonly ClusterOptionSet cluster = new();
    private readonly TextOption priority = new("--priority", "low|normal|high", OptionGroups.Job, "normal", "Regions of jobs of a higher priority go first.");
    private readonly SwitchOption wait = new("--wait", OptionGroups.Job, "Shows progress until all jobs have ended, then sums up as detect does, with its exit codes.");

    /// <summary>Makes the command.</summary>
    public SubmitCommand()
        : base("submit", "Sends jobs to a cluster: images in, objects on the map out.")
    {
        request.AddTo(this);
        cluster.AddTo(this);
        Add(priority);
        Add(wait);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "Takes the options of detect; the result is the same, byte for byte. Images and outputs are paths that all services reach by the same name, or addresses. The model is copied into the data "
        + "folder once. The id of each job goes to stdout. The same job submitted again is the same job.",
        "Exit codes: 0 submitted, with --wait done; 2 wrong usage; 3 an image, model, option value or foreign output that cannot be used; 4 done in part; 1 anything else.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube submit /mnt/images/big.tif --model harbour --output /mnt/results/big.gpkg --redis 127.0.0.1:6379 --data /mnt/redkube", "one image"),
        new("redkube submit /mnt/images --model harbour --output /mnt/results/ --format fgb --wait", "a folder; waits until all of it is done"),
        new("redkube submit s3://bucket/big.tif --model harbour --output s3://bucket/big.geojson --priority high", "an image on S3, before others"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var settings = cluster.Read(reader, console);
        var rank = reader.Choice(priority, [("low", -1), ("normal", 0), ("high", 1)], 0);
        var draft = request.Read(reader);
        using var client = ClusterClient.Of(settings);
        var requests = await draft.MakeAsync(client.Rasters, console, cancellation);
        return await new SubmitRunner(client.Jobs, console, draft.Progress, TimeProvider.System)
            .RunAsync([.. requests.Select(r => r with { Priority = rank })], reader.Has(wait), cancellation);
    }
}
