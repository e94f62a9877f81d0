using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedKube.ServiceDefaults;

namespace RedKube.Cli.Hosting;

/// <summary>Runs a service from the command line, as its own program does, until a signal.</summary>
internal static class ServiceHost
{
    /// <summary>Runs a stage of a cluster. It answers /health and /alive where addresses are given.</summary>
    /// <param name="name">The stage's name: telemetry tells services apart by it, unless OTEL_SERVICE_NAME gives another.</param>
    /// <param name="settings">Values of the configuration.</param>
    /// <param name="urls">Addresses to listen on, separated by semicolons; null: none.</param>
    /// <param name="add">Adds the stage.</param>
    /// <param name="cancellation">Set by the first signal.</param>
    public static async Task RunStageAsync(
        string name, IReadOnlyDictionary<string, string?> settings, string? urls, Action<IHostApplicationBuilder, ServiceSettings> add, CancellationToken cancellation)
    {
        if (urls is null)
        {
            var plain = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            Prepare(plain, settings);
            Name(plain, name);
            add(plain, plain.AddRedKubeService());
            using var host = plain.Build();
            await RunAsync(host, static () => { }, cancellation);
            return;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls.Split(';'));
        Prepare(builder, settings);
        Name(builder, name);
        add(builder, builder.AddRedKubeService());
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await RunAsync(app, static () => { }, cancellation);
    }

    private static void Name(IHostApplicationBuilder builder, string name) => builder.Configuration["OTEL_SERVICE_NAME"] ??= "redkube-" + name;

    /// <summary>Gives a host its configuration and logs that go to stderr, a line each.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="settings">Values of the configuration; they go before the environment.</param>
    public static void Prepare(IHostApplicationBuilder builder, IReadOnlyDictionary<string, string?> settings)
    {
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(settings.Where(static s => s.Value is not null));
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
    }

    /// <summary>Runs a host until a signal, or until one of its services fails.</summary>
    /// <param name="host">The host.</param>
    /// <param name="onStarted">Called once it has started: web servers listen then.</param>
    /// <param name="cancellation">Set by the first signal.</param>
    public static async Task RunAsync(IHost host, Action onStarted, CancellationToken cancellation)
    {
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await host.StartAsync(cancellation);
        onStarted();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(ended.SetResult))
        await using (host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => ended.TrySetResult()))
        {
            await ended.Task;
        }

        await host.StopAsync(CancellationToken.None);
        foreach (var service in services)
        {
            if (service.ExecuteTask is { IsFaulted: true } failed)
            {
                await failed;
            }
        }
    }
}
