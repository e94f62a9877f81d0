namespace RedKube.AppHost;

/// <summary>What every service gets: Redis, folders, probes and a place for its telemetry.</summary>
internal static class StageExtensions
{
    /// <summary>Tells a service where Redis and the folders are and how its health is asked for.</summary>
    /// <param name="service">The service.</param>
    /// <param name="redis">Queue and job store.</param>
    /// <param name="settings">What was set.</param>
    /// <param name="storage">The S3 server beside it; null: none.</param>
    public static IResourceBuilder<ProjectResource> AsStage(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<IResourceWithConnectionString> redis,
        Settings settings,
        IResourceBuilder<S3Server>? storage)
    {
        // Services read the connection string and nothing else: of the variables that Aspire offers beside it, REDIS_URI comes out wrong in aspirate.
        service.WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithReference(redis).WaitFor(redis)
            .WithHttpProbe(ProbeType.Readiness, "/health", periodSeconds: 10, timeoutSeconds: 5, endpointName: "http")
            .WithHttpProbe(ProbeType.Liveness, "/alive", periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6, endpointName: "http")
            .WithSetting("REDKUBE_DATA", settings.Data)
            .WithSetting("REDKUBE_MODELS", settings.ModelFolder)
            .WithEnvironment("ORT_DISABLE_TELEMETRY", "1");
        if (!settings.Local)
        {
            service.WithSetting("OTEL_EXPORTER_OTLP_ENDPOINT", settings.OtlpEndpoint).WithEnvironment("OTEL_SERVICE_NAME", service.Resource.Name);
        }

        return storage is null ? service : service.WithS3(storage);
    }

    /// <summary>Passes a setting on: by its parameter where it has one.</summary>
    /// <param name="service">The service.</param>
    /// <param name="variable">Name of the environment variable.</param>
    /// <param name="setting">The setting.</param>
    public static IResourceBuilder<ProjectResource> WithSetting(this IResourceBuilder<ProjectResource> service, string variable, Setting setting) =>
        setting.Parameter is null ? service.WithEnvironment(variable, setting.Value) : service.WithEnvironment(variable, setting.Parameter);

    /// <summary>Writes each command to the append-only file, synced every second, so that a killed Redis loses a second at most.</summary>
    /// <param name="redis">The server.</param>
    public static IResourceBuilder<RedisResource> WithAppendOnlyFile(this IResourceBuilder<RedisResource> redis) =>
        redis.WithArgs(context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                context.Args.Add("--appendonly");
                context.Args.Add("yes");
            }
            else
            {
                // Published, all arguments are one command of the shell.
                context.Args[^1] = $"{context.Args[^1]} --appendonly yes";
            }
        });
}
