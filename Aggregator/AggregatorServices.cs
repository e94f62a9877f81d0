using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RedKube.Aggregator;

/// <summary>Puts the aggregator into a host: the service of its own and the command line call the same method.</summary>
public static class AggregatorServices
{
    /// <summary>Adds the aggregator: detections to merged features to outputs. What it works with (images, writers, places of jobs, jobs, queue) must be there.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">How it works; null: as usual.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddAggregator(this IHostApplicationBuilder builder, AggregatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options ?? new AggregatorOptions());
        builder.Services.AddHostedService<AggregatorService>();
        return builder;
    }
}
