using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Hosting;
using RedKube.Core.Imagery;
using RedKube.Dashboard;
using RedKube.Dashboard.Components;

namespace RedKube.Browser.Tests;

/// <summary>What `redkube serve` runs, in this process on a free loopback port, with images whose reading can be made to fail.</summary>
internal sealed class BoardApp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private BoardApp(WebApplication app, string folder, FailingImages images, UploadCuts cuts)
    {
        (this.app, this.folder, Images, Cuts) = (app, folder, images, cuts);
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Its images.</summary>
    public FailingImages Images { get; }

    /// <summary>Its bad network.</summary>
    public UploadCuts Cuts { get; }

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>A folder whose images may be named.</summary>
    public string Inputs => Path.Combine(folder, "inputs");

    public IServiceProvider Services => app.Services;

    public static async Task<BoardApp> StartAsync(string? keyFile = null)
    {
        var place = Directory.CreateTempSubdirectory("redkube-browser-").FullName;
        Directory.CreateDirectory(Path.Combine(place, "inputs"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = place });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var images = new FailingImages(new GdalRasterSource());
        builder.Services.AddSingleton<IRasterSource>(images);
        builder.Services.AddSingleton<ISampleScene, SampleScene>();
        builder.AddRedKubeInProcess();
        builder.AddDashboard(new DashboardOptions
        {
            DataFolder = Path.Combine(place, "data"),
            ModelFolders = [Places.Models],
            AllowInput = [Path.Combine(place, "inputs")],
            ApiKeyFile = keyFile,
        });
        var built = builder.Build();
        var cuts = new UploadCuts();
        built.Use((context, next) => cuts.RunAsync(context, () => next(context)));
        built.MapDashboard();
        await built.StartAsync();
        return new BoardApp(built, place, images, cuts);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Images.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
