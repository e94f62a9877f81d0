using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RedKube.ServiceDefaults;

/// <summary>Puts telemetry into a host, of a service or of the command line.</summary>
public static class TelemetryServices
{
    /// <summary>The variable that names a collector: only where it is set does anything leave the process.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string NamePattern = "RedKube.*";

    /// <summary>Whether a collector is named.</summary>
    /// <param name="configuration">The host's configuration, with the environment's variables in it.</param>
    public static bool NamesCollector(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[EndpointVariable]);

    /// <summary>Starts traces in a host that is built and never started.</summary>
    /// <param name="services">The host's services.</param>
    public static void StartRedKubeTraces(this IServiceProvider services) => services.GetRequiredService<TracerProvider>();

    /// <summary>Adds logs, metrics and traces through OpenTelemetry, and their export where a collector is named.</summary>
    /// <typeparam name="TBuilder">The kind of host.</typeparam>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="service">The service's name, unless OTEL_SERVICE_NAME gives one.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddRedKubeTelemetry<TBuilder>(this TBuilder builder, string service)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var name = builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } given ? given : service;
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, autoGenerateServiceInstanceId: true))
            .WithMetrics(metrics => metrics.AddMeter(NamePattern, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"))
            .WithTracing(tracing => tracing.AddSource(NamePattern, builder.Environment.ApplicationName, "Microsoft.AspNetCore"));
        if (NamesCollector(builder.Configuration))
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }
}
