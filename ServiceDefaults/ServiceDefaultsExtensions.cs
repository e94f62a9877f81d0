using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace RedKube.ServiceDefaults;

/// <summary>What each service starts with: telemetry and health.</summary>
public static class ServiceDefaultsExtensions
{
    private const string LiveTag = "live";

    /// <summary>Adds logs, metrics and traces through OpenTelemetry and the health check of the process itself. Telemetry leaves the process
    /// only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
    /// <typeparam name="TBuilder">The kind of host.</typeparam>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddRedKubeTelemetry(builder.Environment.ApplicationName);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        return builder;
    }

    /// <summary>Maps <c>/health</c> (every check passes: send work here) and <c>/alive</c> (the process answers: do not restart it), in every
    /// environment, because Kubernetes probes ask in production.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) }).AllowAnonymous();
        return app;
    }
}
