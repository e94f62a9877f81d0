using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.FileProviders;

namespace RedKube.Dashboard.Components;

/// <summary>Puts the pages into a host and on their addresses.</summary>
internal static class DashboardPages
{
    private const string Assets = "RedKube.Dashboard.staticwebassets";

    /// <summary>Adds what the pages need, and the place of their scripts and styles: beside this assembly, whichever program hosts it and
    /// wherever it was started.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<SampleDesk>();
        if (builder.Environment is IWebHostEnvironment environment)
        {
            FindAssets(environment, builder.Configuration);
        }

        return builder;
    }

    /// <summary>Maps the pages and their assets.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static WebApplication MapPages(this WebApplication app)
    {
        var endpoints = Path.Combine(AppContext.BaseDirectory, Assets + ".endpoints.json");
        app.MapStaticAssets(endpoints).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'").WithStaticAssets(endpoints);
        return app;
    }

    // Built: a manifest names the files where they lie. Published: they lie in wwwroot.
    private static void FindAssets(IWebHostEnvironment environment, IConfiguration configuration)
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, Assets + ".runtime.json");
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (File.Exists(manifest))
        {
            StaticWebAssetsLoader.UseStaticWebAssets(environment, new ConfigurationBuilder().AddConfiguration(configuration)
                .AddInMemoryCollection([new KeyValuePair<string, string?>(WebHostDefaults.StaticWebAssetsKey, manifest)]).Build());
        }
        else if (Directory.Exists(published))
        {
            environment.WebRootFileProvider = new PhysicalFileProvider(published);
        }
    }
}
