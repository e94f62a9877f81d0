using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using RedKube.Cli.Hosting;
using RedKube.Cli.Inputs;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.Dashboard;
using RedKube.Dashboard.Components;
using RedKube.ServiceDefaults;

namespace RedKube.Cli.Commands;

/// <summary>`redkube serve`: the dashboard and its API, with all stages in this process or for a cluster.</summary>
internal sealed class ServeCommand : CliCommand
{
    private const string UsualUrls = "http://127.0.0.1:8080";

    private readonly TextOption urls = new(
        "--urls", "URLS", OptionGroups.Machine, UsualUrls, "Addresses to listen on, several with semicolons between. Any other than loopback wants --api-key-file or --allow-anonymous.");

    private readonly TextOption threads = new(
        "--threads", "N", OptionGroups.Machine, "the cores that this process may use", "How many tiles are worked on at the same time on CPU. Never changes the result.");

    private readonly ClusterOptionSet cluster = new(inProcess: true);

    private readonly TextOption allowInput = new(
        "--allow-input", "PREFIX,…", OptionGroups.Safety, "only what is uploaded", "Folders and prefixes of addresses that may be named as images, with commas between.");

    private readonly TextOption apiKeyFile = new(
        "--api-key-file", "FILE", OptionGroups.Safety, "none", "A file of keys, a line each: viewer KEY or operator KEY.");

    private readonly SwitchOption allowAnonymous = new(
        "--allow-anonymous", OptionGroups.Safety, "Lets anybody who reaches the address do everything, on addresses other than loopback too.");

    /// <summary>Makes the command.</summary>
    public ServeCommand()
        : base("serve", "Runs the dashboard: upload images, watch jobs, look at results on a map; and its HTTP API.")
    {
        cluster.AddTo(this);
        Add(allowInput);
        Add(apiKeyFile);
        Add(allowAnonymous);
        Add(urls);
        Add(threads);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "Without --redis the jobs run in this process, over a data folder of its own; stopped at any moment, they go on at the next start. With --redis the tilers, workers and aggregators of that cluster "
        + "do the work.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube serve", "on this machine alone, at " + UsualUrls),
        new("redkube serve --urls http://0.0.0.0:8080 --api-key-file keys --redis 127.0.0.1:6379 --data /mnt/redkube", "for a cluster, for all who have a key"),
        new("redkube serve --allow-input /mnt/images,s3://bucket/", "images that lie there already need no upload"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var settings = cluster.ReadOptional(reader, console, "redkube-data");
        var addresses = reader.Text(urls) ?? console.Environment("ASPNETCORE_URLS") ?? UsualUrls;
        var lanes = reader.Integer(threads, 1, 1024);
        var configuration = settings.ToConfiguration();
        configuration["REDKUBE_ALLOW_INPUT"] = reader.Text(allowInput)?.Replace(',', ';');
        configuration["REDKUBE_API_KEY_FILE"] = reader.Text(apiKeyFile);
        configuration["REDKUBE_ALLOW_ANONYMOUS"] = reader.Has(allowAnonymous) ? "true" : null;
        configuration["REDKUBE_MODELS"] = string.Join(Path.PathSeparator, Models.Folders(console));
        faults.ThrowIfAny();

        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(addresses.Split(';'));
        ServiceHost.Prepare(builder, configuration);
        builder.AddServiceDefaults();
        builder.AddJobsInData(settings, lanes);
        builder.Services.AddSingleton<ISampleScene, SampleScene>();
        builder.AddDashboard();
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapDashboard();
        await ServiceHost.RunAsync(
            app, () => console.Say($"The dashboard is at {string.Join(" and ", app.Urls)}; its data is in {settings.DataPath}. Ctrl-C ends it."), cancellation);
        return ExitCodes.Done;
    }
}
