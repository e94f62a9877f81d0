using RedKube.Dashboard.Api;
using RedKube.Dashboard.Components;
using RedKube.Dashboard.Ogc;
using RedKube.Dashboard.Safety;
using RedKube.Dashboard.Tiles;
using RedKube.Dashboard.Uploads;

namespace RedKube.Dashboard;

/// <summary>What the dashboard answers to.</summary>
public static class DashboardRoutes
{
    /// <summary>Maps everything: guards first, then the API, tiles and pages.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.UseMiddleware<RequestGuard>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        var api = app.MapGroup("/api/v1");
        JobEndpoints.Map(api);
        ModelEndpoints.Map(api);
        ImageEndpoints.Map(api);
        ClusterEndpoints.Map(api);
        SessionEndpoints.Map(api);
        ResultEndpoints.Map(app);
        TusEndpoints.Map(app);
        TileEndpoints.Map(app);
        OgcEndpoints.Map(app);
        app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        app.MapGet(OgcEndpoints.DescriptionPath, ApiDescription.OgcAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPages();
        return app;
    }
}
