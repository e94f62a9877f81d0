using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RedKube.Cli.Hosting;
using RedKube.Core.Jobs;
using RedKube.ServiceDefaults;
using RedKube.Worker;

namespace RedKube.Dashboard.Tests;

/// <summary>The dashboard with all stages in this process, on a free loopback port, over a data folder of its own.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    public const string SquaresModel = "squares";

    private readonly WebApplication app;

    private DashboardServer(WebApplication app, string data)
    {
        (this.app, Data) = (app, data);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public string Data { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static JsonSerializerOptions Json => JobJson.Options;

    /// <summary>Starts it; the model "squares" finds what is bright in each tile of 128 pixels.</summary>
    public static async Task<DashboardServer> StartAsync(
        Func<DashboardOptions, DashboardOptions>? change = null, Action<IServiceCollection>? services = null, string urls = "http://127.0.0.1:0")
    {
        var data = Directory.CreateTempSubdirectory("redkube-dashboard-").FullName;
        var models = Path.Combine(data, "installed");
        Directory.CreateDirectory(models);
        await File.WriteAllBytesAsync(Path.Combine(models, SquaresModel + ".onnx"), Adapters.Onnx.Tests.Models.BrightModel.YoloV8(1, 128, 128));
        // Its scores are the mean of the tile: low, as most of a tile is dark.
        await File.WriteAllTextAsync(Path.Combine(models, SquaresModel + ".card.json"), """{"version": 1, "confidence": 0.05}""");
        var options = new DashboardOptions { DataFolder = Path.Combine(data, "data"), ModelFolders = [models] };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = data, EnvironmentName = "Test" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        services?.Invoke(builder.Services);
        builder.AddRedKubeData(options.DataFolder);
        builder.AddRedKubeInProcess(new WorkerOptions { Threads = 1, EndsJobWithoutSpace = false });
        builder.AddDashboard(change?.Invoke(options) ?? options);
        var built = builder.Build();
        built.MapDashboard();
        await built.StartAsync();
        return new DashboardServer(built, data);
    }

    /// <summary>Puts an image into the data folder and answers with its path.</summary>
    public string Image(string name = "scene.tif", int width = 1000, int height = 700, bool placed = true)
    {
        Directory.CreateDirectory(Path.Combine(Data, "data", "images"));
        var path = Path.Combine(Data, "data", "images", name);
        return File.Exists(path) ? path : Scenes.Make(path, width, height, placed);
    }

    /// <summary>Submits a job over an image and waits until it has ended.</summary>
    public async Task<JsonElement> RunAsync(string image, object? options = null)
    {
        var job = await SubmitAsync(image, options);
        return await EndAsync(job.GetProperty("id").GetString()!);
    }

    public async Task<JsonElement> SubmitAsync(string image, object? options = null)
    {
        var answer = await Client.PostAsJsonAsync("/api/v1/jobs", new { image, model = SquaresModel, options = options ?? new { regionSize = 512 } });
        return await ReadAsync(answer, 201);
    }

    /// <summary>Waits for the end of a job by its events.</summary>
    public async Task<JsonElement> EndAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var events = await EventReader.OpenAsync(Client, $"/api/v1/jobs/{id}/events", limit.Token);
        while (await events.NextAsync(limit.Token) is { } happened && happened.Name != "end")
        {
            // Progress on the way.
        }

        return await GetAsync($"/api/v1/jobs/{id}");
    }

    public async Task<JsonElement> GetAsync(string path, int status = 200) => await ReadAsync(await Client.GetAsync(path), status);

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends a whole image by tus in one part and answers with its id.</summary>
    public async Task<string> UploadAsync(byte[] bytes, string name)
    {
        var id = await Tus.CreateAsync(Client, bytes.Length, name);
        var answer = await Tus.AppendAsync(Client, id, 0, bytes);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return id;
    }

    public HttpClient ClientWith(string key)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
