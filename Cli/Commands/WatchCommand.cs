using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RedKube.Cli.Hosting;
using RedKube.Cli.Inputs;
using RedKube.Cli.Parsing;
using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
using RedKube.Cli.Watching;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Commands;

/// <summary>`redkube watch`: images that are dropped into a folder become jobs.</summary>
internal sealed class WatchCommand : CliCommand
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(2);
    private readonly Argument<string[]> folder = new("FOLDER") { Arity = ArgumentArity.ZeroOrMore, Description = "The folder to watch; folders in it are not looked into." };
    private readonly DetectOptionSet detect = new();
    private readonly TextOption output = new("--output", "DIR", OptionGroups.Required, null, "The folder of the outputs: one file for each image, by the image's name.");
    private readonly TextOption format = new("--format", "geojson|geojsonseq|gpkg|fgb|csv", OptionGroups.Output, "geojson", "The format of the outputs.");
    private readonly ClusterOptionSet cluster = new(inProcess: true);
    private readonly TextOption every = new("--every", "SECONDS", OptionGroups.Machine, "2", "Time between two looks at the folder.");

    /// <summary>Makes the command.</summary>
    public WatchCommand()
        : base("watch", "Makes a job of each image that is dropped into a folder.")
    {
        Add(folder);
        detect.AddTo(this);
        Add(output);
        Add(format);
        cluster.AddTo(this);
        Add(every);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "An image is complete once its length and time stay the same over two looks; write it under a hidden name, or one that ends in .part, and rename it to be sure. "
        + "Without --redis the work is done in this process. What became of each image is remembered in the data folder: after a restart unfinished jobs go on, nothing is done twice, and "
        + "what was dropped meanwhile is found. An image that is replaced by another of the same name is a new job, whose output replaces the old one.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube watch incoming/ --model harbour --output results/", "on this machine alone"),
        new("redkube watch /mnt/incoming --model harbour --output /mnt/results --format gpkg --redis 127.0.0.1:6379 --data /mnt/redkube", "the work is a cluster's"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var watched = reader.One(folder, "Expected a folder: redkube watch incoming/ --model model.onnx --output results/.");
        var model = detect.ReadModel(reader);
        var target = reader.Required(output, "Name the folder of the outputs.");
        var ends = reader.Choice(format, [.. OutputFormats.All.Select(static f => (f, f))], OutputFormats.GeoJson)!;
        var pause = reader.Number(every, 0.05, 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : UsualPause;
        var settings = cluster.ReadOptional(reader, console, Path.Combine(target, "redkube-data"));
        var threads = reader.Integer(detect.Threads, 1, 1024);
        var options = detect.Read(reader, Composition.Areas());
        var files = detect.Files(reader);
        if (!Directory.Exists(watched))
        {
            throw new RedKubeException(ErrorCode.NoImages, $"there is no folder {watched}. Expected the folder into which images are dropped.");
        }

        var modelPath = await Models.FindAsync(model, console, cancellation);
        using var host = DataHost.Of(settings, threads);
        await host.StartAsync(cancellation);
        var jobs = host.Services.GetRequiredService<IJobs>();
        var rasters = host.Services.GetRequiredService<IRasterSource>();
        var watcher = new FolderWatcher(watched, rasters, WatchMemory.Open(settings.DataPath, watched, target), console);
        console.Say($"Watching {watched}. Ctrl-C ends it.");
        try
        {
            await WatchAsync(watcher, pause, console, (image, replaces) => SubmitAsync(jobs, console, new DetectRequest
            {
                Image = image,
                ModelPath = modelPath,
                OutputPath = StorageAddress.Combine(target, $"{OutputNames.Stem(image)}.{ends}"),
                Format = ends,
                Options = options,
                OptionFiles = files,
                Threads = threads,
                Fresh = replaces,
            }, cancellation), cancellation);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        return ExitCodes.Done;
    }

    private static async Task WatchAsync(
        FolderWatcher watcher, TimeSpan pause, CliConsole console, Func<ImageRef, bool, Task<string>> submit, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(pause, TimeProvider.System);
        try
        {
            do
            {
                try
                {
                    await watcher.LookAsync(submit, cancellation);
                }
                catch (RedKubeException e)
                {
                    console.Warn($"{e.Message} The next look is in {Quantity.Time(pause)}.");
                }
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            console.Say(StopSignal.Farewell);
        }
    }

    private static async Task<string> SubmitAsync(IJobs jobs, CliConsole console, DetectRequest request, CancellationToken cancellation)
    {
        var job = await jobs.SubmitAsync(request, cancellation);
        _ = TellEndAsync(jobs, console, job, request, cancellation);
        return job.Value;
    }

    private static async Task TellEndAsync(IJobs jobs, CliConsole console, JobId job, DetectRequest request, CancellationToken cancellation)
    {
        try
        {
            await new JobFollower(jobs, console, ProgressMode.None, TimeProvider.System).FollowAsync(request, job, cancellation, cancellation);
        }
        catch (RedKubeException failure)
        {
            console.Say($"{request.Image.Name}:");
            console.Error(failure);
        }
        catch (OperationCanceledException)
        {
            // The watching ends; the job goes on with the next start.
        }
    }
}
