using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RedKube.Tiler;

/// <summary>Puts the tiler into a host: the service of its own and the command line call the same method.</summary>
public static class TilerServices
{
    /// <summary>Adds the tiler: images to plans to regions. What it works with (images, places of jobs, jobs, queue) must be there.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">What it plans for; null: what is usual.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddTiler(this IHostApplicationBuilder builder, TilerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options ?? new TilerOptions());
        builder.Services.AddHostedService<QueueDepthService>();
        builder.Services.AddHostedService<RecoveryService>();
        builder.Services.AddHostedService<TilerService>();
        return builder;
    }
}
