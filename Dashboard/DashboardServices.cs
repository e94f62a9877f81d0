using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RedKube.Adapters.Gdal;
using RedKube.Adapters.Gdal.Tiles;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Components;
using RedKube.Dashboard.Detections;
using RedKube.Dashboard.Events;
using RedKube.Dashboard.Images;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Models;
using RedKube.Dashboard.Safety;
using RedKube.Dashboard.Uploads;
using RedKube.ServiceDefaults;

namespace RedKube.Dashboard;

/// <summary>Puts the dashboard into a host: the service of its own and the command line call the same method.</summary>
public static class DashboardServices
{
    /// <summary>
    /// Adds the dashboard: upload, progress, map and the HTTP API. What it works on (jobs in a data folder, job store, queue, workers) must be there. GDAL keeps only the
    /// formats that hold their own pixels from then on, in the whole process.
    /// </summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">Where it keeps its things and who may use it; null: what the environment says.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="Core.Errors.RedKubeException">RK5006 where the file of API keys cannot be used.</exception>
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder, DashboardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= DashboardOptions.From(builder.Configuration);
        GdalHardening.Apply();
        var services = builder.Services;
        services.AddSingleton(options);
        builder.AddRedKubeParts();
        services.TryAddSingleton<ITileRenderer, GdalTileRenderer>();
        services.AddSingleton<DataPlaces>().AddSingleton<JobBoard>().AddSingleton<JobDesk>().AddSingleton<PlanDesk>().AddSingleton<RegionDesk>().AddSingleton<ClusterDesk>();
        services.AddSingleton<ModelShelf>().AddSingleton<ModelIntake>().AddSingleton<ModelTrials>();
        services.AddSingleton<ResultDesk>().AddSingleton<DetectionMaps>();
        services.AddSingleton<ImageDesk>().AddSingleton<Tiles.TilePainter>().AddSingleton<ImageCheck>().AddSingleton<InputGate>();
        services.AddSingleton<UploadShelf>().AddHostedService<UploadSweeper>();
        services.AddSingleton<EventHub>().AddSingleton<EventWriter>().AddSingleton<JobEvents>().AddSingleton<BoardEvents>();
        AddWeb(services, options);
        builder.AddPages();
        return builder;
    }

    private static void AddWeb(IServiceCollection services, DashboardOptions options)
    {
        AccessSetup.Add(services, options);
        services.AddSingleton<AddressGuard>();
        services.AddSingleton<IStartupFilter>(static s => s.GetRequiredService<AddressGuard>());
        services.AddHostedService(static s => s.GetRequiredService<AddressGuard>());
        services.AddExceptionHandler<FailureHandler>();
        services.AddProblemDetails();
        services.AddRateLimiter(Limits.Add);
        services.AddOpenApi("v1", ApiDescription.SetUp);
        services.AddOpenApi("ogc", ApiDescription.SetUpOgc);
        services.ConfigureHttpJsonOptions(static json =>
        {
            // Markup in names stays harmless even where somebody takes an answer for a page.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            foreach (var converter in JobJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
    }
}
