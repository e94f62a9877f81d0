using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RedKube.AppHost;

/// <summary>Buttons of Aspire's dashboard that help a developer.</summary>
internal static class DeveloperCommands
{
    /// <summary>Adds "Clear the queues": everything in Redis goes. Jobs that are not finished come back from their folders within a minute.</summary>
    /// <param name="redis">The server.</param>
    public static IResourceBuilder<RedisResource> WithClearCommand(this IResourceBuilder<RedisResource> redis) =>
        redis.WithCommand("clear-queues", "Clear the queues", ClearAsync, new CommandOptions
        {
            Description = "Deletes everything in Redis. Unfinished jobs come back from their folders.",
            ConfirmationMessage = "Delete all queues and leases?",
            IconName = "Broom",
        });

    /// <summary>Adds "Detect in the sample scene": makes the scene if it is not there and submits a job.</summary>
    /// <param name="dashboard">The service with the HTTP API.</param>
    /// <param name="settings">What was set.</param>
    public static IResourceBuilder<ProjectResource> WithSampleCommand(this IResourceBuilder<ProjectResource> dashboard, Settings settings) =>
        dashboard.WithCommand("sample", "Detect in the sample scene", context => SubmitAsync(dashboard, settings, context), new CommandOptions
        {
            Description = $"Makes a scene of 8192 × 8192 pixels and detects in it with {settings.Models[0]}.",
            IconName = "ImageAdd",
            IsHighlighted = true,
        });

    // Redis' own client in its container: where Redis speaks TLS, port 6380 is the plain one (Aspire.Hosting.Redis).
    private static async Task<ExecuteCommandResult> ClearAsync(ExecuteCommandContext context)
    {
        var resources = context.Services.GetRequiredService<ResourceNotificationService>();
        if (!resources.TryGetCurrentState(context.ResourceName, out var current)
            || current.Snapshot.Properties.FirstOrDefault(property => property.Name == "container.id")?.Value is not string container)
        {
            return CommandResults.Failure("The container of Redis is not running.");
        }

        var runtime = context.Services.GetRequiredService<IConfiguration>()["ASPIRE_CONTAINER_RUNTIME"] ?? "docker";
        const string flush = "export REDISCLI_AUTH=\"$REDIS_PASSWORD\"; redis-cli -p 6380 flushall || redis-cli -p 6379 flushall";
        return await RunAsync(context, runtime, ["exec", container, "/bin/sh", "-c", flush]) ? CommandResults.Success() : CommandResults.Failure($"{runtime} exec failed; its log line says why.");
    }

    private static async Task<ExecuteCommandResult> SubmitAsync(IResourceBuilder<ProjectResource> dashboard, Settings settings, ExecuteCommandContext context)
    {
        var scene = Path.Combine(settings.Scenes, "sample.tif");
        if (!File.Exists(scene))
        {
            Directory.CreateDirectory(settings.Scenes);
            string[] make = ["run", "-c", "Release", "--project", Path.Combine(settings.Root, "Cli"), "--", "sample", "scene", scene, "--width", "8192", "--height", "8192", "--seed", "1"];
            if (!await RunAsync(context, "dotnet", make))
            {
                return CommandResults.Failure("The scene could not be made; the log says why.");
            }
        }

        using var http = new HttpClient { BaseAddress = new Uri(dashboard.GetEndpoint("http").Url) };
        using var answer = await http.PostAsJsonAsync("/api/v1/jobs", new { image = scene, model = settings.Models[0] }, context.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(context.CancellationToken);
        return answer.IsSuccessStatusCode
            ? CommandResults.Success($"Job {JsonNode.Parse(body)?["id"]}")
            : CommandResults.Failure($"{(int)answer.StatusCode}: {body}");
    }

    private static async Task<bool> RunAsync(ExecuteCommandContext context, string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(context.CancellationToken);
        return process.ExitCode == 0;

        void Say(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Log.Said(context.Logger, program, line);
            }
        }
    }
}
