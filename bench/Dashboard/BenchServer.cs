using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using RedKube.Cli.Hosting;
using RedKube.Dashboard;
using RedKube.ServiceDefaults;
using RedKube.Worker;

namespace RedKube.Bench.Dashboard;

/// <summary>The dashboard with all stages in this process, on a free loopback port, over a data folder of its own.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private BenchServer(WebApplication app, string data)
    {
        (this.app, Data) = (app, data);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
    }

    public string Data { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<BenchServer> StartAsync(string? inputs = null)
    {
        var data = Directory.CreateTempSubdirectory("redkube-bench-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = data, EnvironmentName = "Bench" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddRedKubeData(data);
        builder.AddRedKubeInProcess(new WorkerOptions { EndsJobWithoutSpace = false });
        builder.AddDashboard(new DashboardOptions
        {
            DataFolder = data,
            ModelFolders = [Path.GetFullPath(Path.Combine("samples", "models"))],
            AllowInput = inputs is null ? [] : [inputs],
        });
        var built = builder.Build();
        built.MapDashboard();
        await built.StartAsync();
        return new BenchServer(built, data);
    }

    public async Task<string> SubmitAsync(string image)
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/jobs", new { image, model = "harbour", fresh = true });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Resident memory now and at most, MB.</summary>
    public static (long Now, long Most) Memory()
    {
        long Of(string name) => long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) >> 10;
        return (Of("VmRSS:"), Of("VmHWM:"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
