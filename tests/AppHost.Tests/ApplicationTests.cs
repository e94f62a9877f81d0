using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RedKube.Cli.Tests;
using RedKube.Tests.Shared;
using RedKube.Tests.Shared.Otlp;

namespace RedKube.AppHost.Tests;

/// <summary>Starts the whole application as <c>dotnet run --project AppHost -- --ConnectionStrings:redis=…</c> does: Aspire's orchestrator, every service a process, Redis beside it.</summary>
public sealed class ApplicationTests
{
    private const string Side = "2048";
    private static readonly string[] Services = ["tiler", "worker-harbour", "aggregator", "dashboard"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [SkippableFact]
    public async Task Job_SubmittedToTheApplication_GivesTheBytesOfDetectAndOneTrace()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        using var patience = new CancellationTokenSource(Patience);
        using var folder = new TempFolder();
        using var collector = new OtlpReceiver();
        await using var redis = await RedisServer.StartAsync();
        var scene = Directory.CreateDirectory(folder["data"]).FullName + "/scene.tif";
        await RunAsync("sample", "scene", scene, "--width", Side, "--height", Side, "--seed", "30001");
        await RunAsync("detect", scene, "--model", "harbour", "--device", "cpu", "--region-size", "512", "--output", folder["detect.geojson"]);

        await using var app = await StartAsync(redis, folder["data"], collector, patience.Token);
        using var http = app.CreateHttpClient("dashboard", "http");
        var job = await SubmitAsync(http, scene, patience.Token);
        await EndAsync(http, job, patience.Token);

        Assert.Equal(await File.ReadAllBytesAsync(folder["detect.geojson"]), await http.GetByteArrayAsync($"/api/v1/jobs/{job}/results/geojson", patience.Token));
        await app.StopAsync(patience.Token);
        RequireOneTrace(collector.Spans);
    }

    private static async Task<DistributedApplication> StartAsync(RedisServer redis, string data, OtlpReceiver collector, CancellationToken cancellation)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
            [
                $"--ConnectionStrings:redis={redis.ConnectionString}", $"--Parameters:data={data}", "--Parameters:device=cpu", "--Parameters:worker-replicas=2",
            ],
            cancellation);
        // The collector is in the place of Aspire's dashboard; where both addresses are known, gRPC's is handed on.
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = null;
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = collector.Endpoint;
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        var app = await builder.BuildAsync(cancellation);
        try
        {
            await app.StartAsync(cancellation);
            foreach (var service in Services)
            {
                await app.ResourceNotifications.WaitForResourceHealthyAsync(service, cancellation);
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        var result = await ChildProcess.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private static async Task<string> SubmitAsync(HttpClient http, string scene, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/jobs", new { image = scene, model = "harbour", options = new { regionSize = 512 } }, cancellation);
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!["id"]!.ToString();
    }

    private static async Task EndAsync(HttpClient http, string job, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var state = (await http.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{job}", cancellation))!["state"]!.ToString();
            Assert.DoesNotContain(state, new[] { "partial", "failed", "cancelled" });
            if (state == "done")
            {
                return;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    // The collector hears of each service by the address that Aspire hands on; the trace passes through all of them.
    private static void RequireOneTrace(IReadOnlyList<ReceivedSpan> spans)
    {
        var sent = Assert.Single(spans, span => span.Name == "send redkube:plan");
        var ofJob = spans.Where(span => span.Trace == sent.Trace).Select(span => $"{span.Service}: {span.Name}").ToHashSet(StringComparer.Ordinal);
        var found = string.Create(CultureInfo.InvariantCulture, $"{spans.Count} spans; the job's: {string.Join(", ", ofJob)}");

        foreach (var expected in new[] { "dashboard: send redkube:plan", "tiler: process redkube:plan", "worker-harbour: process redkube:regions", "aggregator: process redkube:merge" })
        {
            Assert.True(ofJob.Contains(expected), $"no {expected} in {found}");
        }
    }
}
