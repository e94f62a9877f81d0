using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace RedKube.AppHost.Tests;

public sealed class ModelTests
{
    [Theory]
    [InlineData("tiler")]
    [InlineData("worker")]
    [InlineData("aggregator")]
    [InlineData("dashboard")]
    public async Task Service_OfTheModel_WaitsForRedisAndIsToldWhereItIs(string name)
    {
        await using var app = await BuildAsync();
        var service = Service(app, name);

        var environment = await service.GetEnvironmentVariableValuesAsync(DistributedApplicationOperation.Publish);

        Assert.Contains(service.Annotations.OfType<WaitAnnotation>(), wait => wait.Resource.Name == "redis");
        Assert.Equal("{redis.connectionString}", environment["ConnectionStrings__redis"]);
    }

    [Fact]
    public async Task Worker_ByDefault_HasTwoReplicas()
    {
        await using var app = await BuildAsync();

        Assert.Equal(2, Service(app, "worker").Annotations.OfType<ReplicaAnnotation>().Single().Replicas);
    }

    private static ProjectResource Service(DistributedApplication app, string name) =>
        Assert.IsType<ProjectResource>(app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name));

    private static async Task<DistributedApplication> BuildAsync()
    {
        var output = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
            ["--operation", "publish", "--step", "publish-manifest", "--output-path", output]);
        return await builder.BuildAsync();
    }
}
