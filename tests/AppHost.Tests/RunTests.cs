using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace RedKube.AppHost.Tests;

/// <summary>Starts everything, as <c>dotnet run --project AppHost</c> does. Needs a container runtime.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "Docker")]
public sealed class RunTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Services_OfTheModel_GetReadyAndListJobs(bool withS3)
    {
        Skip.IfNot(DockerAnswers(), "no container runtime answers (docker info)");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
            ["--Parameters:device=cpu", "--Parameters:worker-replicas=1", $"--Parameters:s3={withS3}"]);
        await using var app = await builder.BuildAsync();
        using var patience = new CancellationTokenSource(Patience);

        await app.StartAsync(patience.Token);
        var resources = app.Services.GetRequiredService<ResourceNotificationService>();
        foreach (var name in new[] { "redis", "tiler", "worker-harbour", "aggregator", "dashboard" })
        {
            await resources.WaitForResourceHealthyAsync(name, patience.Token);
        }

        using var http = app.CreateHttpClient("dashboard", "http");
        var jobs = await http.GetFromJsonAsync<JsonObject>("/api/v1/jobs", patience.Token);
        Assert.NotNull(jobs);
    }

    private static bool DockerAnswers()
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", ["info"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            _ = docker!.StandardOutput.ReadToEndAsync();
            _ = docker.StandardError.ReadToEndAsync();
            docker.WaitForExit();
            return docker.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
