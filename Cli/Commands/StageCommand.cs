using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using RedKube.Aggregator;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.ServiceDefaults;
using RedKube.Tiler;
using RedKube.Worker;

namespace RedKube.Cli.Commands;

/// <summary>A command that is a service of a cluster: tiler, worker, aggregator.</summary>
internal sealed class StageCommand : CliCommand
{
    private readonly ClusterOptionSet cluster = new();
    private readonly Action<IHostApplicationBuilder, ServiceSettings> add;
    private readonly TextOption[] own;

    private readonly TextOption urls = new(
        "--urls", "URLS", OptionGroups.Machine, "none",
        "Addresses at which /health (it takes work) and /alive (do not restart it) answer, for example http://0.0.0.0:8080; several with semicolons between.");

    private StageCommand(string name, string description, string explanation, Action<IHostApplicationBuilder, ServiceSettings> add, params TextOption[] own)
        : base(name, description)
    {
        this.add = add;
        this.own = own;
        Explanation =
        [
            explanation,
            "Any number of them work beside each other, on any number of machines that reach the same Redis and the same data folder. Redis away is waited for. SIGTERM: what is in "
            + "work is finished or given back, then it ends.",
        ];
        Examples =
        [
            new HelpExample($"redkube {name} --redis 127.0.0.1:6379 --data /mnt/redkube", "on a cluster whose folder is mounted here"),
            new HelpExample($"redkube {name} --urls http://0.0.0.0:8080", "Redis and data folder are in the environment; answers health probes"),
        ];
        cluster.AddTo(this);
        foreach (var option in own)
        {
            Add(option);
        }

        Add(urls);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; }

    /// <summary>`redkube tiler`.</summary>
    public static StageCommand Tiler() => new(
        "tiler", "A service of a cluster: opens images, plans, deals out regions.",
        "At its start and every minute it also brings back the jobs of the data folder that Redis does not know. Folders of jobs that ended longer ago than --keep are deleted; outputs "
        + "never are.",
        static (builder, settings) => builder.AddTiler(TilerOptions.For(settings)),
        Keep());

    /// <summary>`redkube aggregator`.</summary>
    public static StageCommand Aggregator() => new(
        "aggregator", "A service of a cluster: merges what regions found and writes outputs.",
        "An output appears whole and once, also where an aggregator dies while it writes or two do the same job.",
        static (builder, settings) => builder.AddAggregator(AggregatorOptions.For(settings)),
        Keep());

    /// <summary>`redkube worker`.</summary>
    public static StageCommand Worker()
    {
        var models = new TextOption(
            "--model", "NAME,…", OptionGroups.Machine, "$REDKUBE_WORKER_MODELS, or all",
            "Serves only these models, by the names of their files. One model is loaded at a time; regions of the loaded one are preferred.");
        var device = new TextOption(
            "--device", "auto|cpu|cuda[:N]|tensorrt", OptionGroups.Machine, "$REDKUBE_DEVICE, or auto", "Where models run whose job leaves the choice.");
        var threads = new TextOption(
            "--threads", "N", OptionGroups.Machine, "the cores that this process may use", "How many tiles are worked on at the same time on CPU. Never changes the result.");
        var grace = new TextOption(
            "--grace", "SECONDS", OptionGroups.Machine, "25", "How long regions in work may take to finish after SIGTERM; what is not done by then is given back, and another worker takes it at once.");
        return new StageCommand(
            "worker", "A service of a cluster: runs models over regions of images.",
            "It reads models from the data folder, by hash. What it lacks memory, space or storage for it gives back and says so.",
            static (builder, settings) => builder.AddWorker(WorkerOptions.For(settings) with { Threads = ThreadsOf(builder) }), models, device, threads, grace);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var settings = cluster.Read(reader, console);
        foreach (var option in own)
        {
            Set(settings, reader, option);
        }

        var addresses = reader.Text(urls);
        faults.ThrowIfAny();
        await ServiceHost.RunStageAsync(Name, settings, addresses, add, cancellation);
        return ExitCodes.Done;
    }

    private static void Set(Dictionary<string, string?> settings, OptionReader reader, TextOption option)
    {
        switch (option.Name)
        {
            case "--model":
                settings[ServiceSettings.ModelsKey] = reader.Text(option);
                break;
            case "--device":
                settings[ServiceSettings.DeviceKey] = reader.Text(option) is null ? null : reader.Device(option);
                break;
            case "--threads":
                settings[ThreadsKey] = reader.Integer(option, 1, 1024)?.ToString(CultureInfo.InvariantCulture);
                break;
            case "--keep":
                settings[ServiceSettings.KeepKey] = reader.Number(option, 0, 36_500)?.ToString(CultureInfo.InvariantCulture);
                break;
            case "--grace":
                settings[ServiceSettings.GraceKey] = reader.Number(option, 0, 86_400)?.ToString(CultureInfo.InvariantCulture);
                break;
            default:
                throw new InvalidOperationException($"{option.Name} is read nowhere.");
        }
    }

    private static TextOption Keep() => new(
        "--keep", "DAYS", OptionGroups.Machine, "$REDKUBE_KEEP_DAYS, or 7", "How long a job is known after its end. Give tilers and aggregators the same.");

    private const string ThreadsKey = "RedKube:Threads";

    private static int ThreadsOf(IHostApplicationBuilder builder) =>
        int.TryParse(builder.Configuration[ThreadsKey], CultureInfo.InvariantCulture, out var threads) ? threads : Environment.ProcessorCount;
}
