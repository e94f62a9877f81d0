using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Starts OpenTelemetry with the host.</summary>
public static class OpenTelemetryServicesExtensions
{
    /// <summary>Adds OpenTelemetry to a host's services. Calling it again adds nothing twice.</summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        if (!services.Any(service => service.ImplementationType == typeof(TelemetryHostedService)))
        {
            // First of all hosted services, so that what the others do at start is seen.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>());
        }

        return new OpenTelemetryBuilder(services);
    }
}
