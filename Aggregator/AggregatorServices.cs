namespace RedKube.Aggregator;

/// <summary>Puts the aggregator into a host: the service of its own and the command line call the same method.</summary>
public static class AggregatorServices
{
    /// <summary>Adds the aggregator: detections to merged features to outputs.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddAggregator(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
