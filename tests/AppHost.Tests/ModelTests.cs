using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace RedKube.AppHost.Tests;

public sealed class ModelTests
{
    [Theory]
    [InlineData("tiler")]
    [InlineData("worker-harbour")]
    [InlineData("aggregator")]
    [InlineData("dashboard")]
    public async Task Service_OfTheModel_WaitsForRedisAndIsToldWhatItNeeds(string name)
    {
        await using var app = await Published.BuildAsync();
        var service = Service(app, name);

        var environment = await EnvironmentOf(app, service);

        Assert.Contains(service.Annotations.OfType<WaitAnnotation>(), wait => wait.Resource.Name == "redis");
        Assert.Equal("{redis.connectionString}", environment["ConnectionStrings__redis"]);
        Assert.Equal(["{data.value}", "{model-folder.value}", "{otlp-endpoint.value}", "1"], new[] { "REDKUBE_DATA", "REDKUBE_MODELS", "OTEL_EXPORTER_OTLP_ENDPOINT", "ORT_DISABLE_TELEMETRY" }.Select(variable => environment[variable]));
        Assert.DoesNotContain("REDIS_URI", environment.Keys);
    }

    [Theory]
    [InlineData("tiler")]
    [InlineData("worker-harbour")]
    [InlineData("aggregator")]
    [InlineData("dashboard")]
    public async Task Service_OfTheModel_IsAskedForHealthAndLife(string name)
    {
        await using var app = await Published.BuildAsync();

        var probes = Service(app, name).Annotations.OfType<EndpointProbeAnnotation>().ToList();

        Assert.Equal("/health", Assert.Single(probes, probe => probe.Type == ProbeType.Readiness).Path);
        Assert.Equal("/alive", Assert.Single(probes, probe => probe.Type == ProbeType.Liveness).Path);
    }

    [Fact]
    public async Task Parameters_ByDefault_HaveTheValuesOfACluster()
    {
        await using var app = await Published.BuildAsync();
        var parameters = Model(app).Resources.OfType<ParameterResource>().ToDictionary(parameter => parameter.Name);

        Assert.Equal("/data", await parameters["data"].GetValueAsync(CancellationToken.None));
        Assert.Equal("/models", await parameters["model-folder"].GetValueAsync(CancellationToken.None));
        Assert.Equal("cuda", await parameters["device"].GetValueAsync(CancellationToken.None));
        Assert.True(Assert.Single(Model(app).Resources.OfType<RedisResource>()).PasswordParameter!.Secret);
    }

    [Fact]
    public async Task Workers_ByDefault_AreTwoOfTheSampleModel()
    {
        await using var app = await Published.BuildAsync();

        Assert.Equal(2, Service(app, "worker-harbour").Annotations.OfType<ReplicaAnnotation>().Single().Replicas);
    }

    [Fact]
    public async Task Workers_OfSeveralModels_AreOneResourceEach()
    {
        await using var app = await Published.BuildAsync("--Parameters:models=harbour, ships-2", "--Parameters:worker-replicas=5");

        foreach (var model in new[] { "harbour", "ships-2" })
        {
            var worker = Service(app, $"worker-{model}");
            var environment = await EnvironmentOf(app, worker);
            Assert.Equal(model, environment["REDKUBE_WORKER_MODELS"]);
            Assert.Equal(5, worker.Annotations.OfType<ReplicaAnnotation>().Single().Replicas);
        }
    }

    [Theory]
    [InlineData("models", "Harbour")]
    [InlineData("models", "a,a")]
    [InlineData("models", "a--b")]
    [InlineData("worker-replicas", "0")]
    [InlineData("worker-replicas", "many")]
    public async Task Parameter_ThatIsNotUnderstood_IsNamed(string name, string value)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Published.BuildAsync($"--Parameters:{name}={value}"));

        Assert.Contains($"The parameter {name} is \"{value}\"", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_OfTheModel_HelpADeveloper()
    {
        await using var app = await Published.BuildAsync();

        Assert.Contains(Model(app).Resources.Single(resource => resource.Name == "redis").Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == "clear-queues");
        Assert.Contains(Service(app, "dashboard").Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == "sample");
    }

    [Fact]
    public async Task Dashboard_OfTheModel_IsReachedFromOutside()
    {
        await using var app = await Published.BuildAsync();

        Assert.Contains(Service(app, "dashboard").Annotations.OfType<EndpointAnnotation>(), endpoint => endpoint is { Name: "http", IsExternal: true });
        Assert.DoesNotContain(Service(app, "tiler").Annotations.OfType<EndpointAnnotation>(), endpoint => endpoint.IsExternal);
    }

    private static async Task<Dictionary<string, string>> EnvironmentOf(DistributedApplication app, IResource resource)
    {
        var built = await ExecutionConfigurationBuilder.Create(resource).WithEnvironmentVariablesConfig().BuildAsync(
            app.Services.GetRequiredService<DistributedApplicationExecutionContext>(), NullLogger.Instance);
        Assert.Null(built.Exception);
        return built.EnvironmentVariables.ToDictionary(static v => v.Key, static v => v.Value, StringComparer.Ordinal);
    }

    private static DistributedApplicationModel Model(DistributedApplication app) => app.Services.GetRequiredService<DistributedApplicationModel>();

    private static ProjectResource Service(DistributedApplication app, string name) => Assert.IsType<ProjectResource>(Model(app).Resources.Single(resource => resource.Name == name));
}
