using RedKube.AppHost;
using RedKube.AppHost.Kubernetes;

// The map of the distributed system. Images are read in place, work travels through Redis, results through the data folder; services
// never call each other. How the parts look in a cluster stands in Kubernetes/, what can be set in Settings.cs.
var builder = DistributedApplication.CreateBuilder(args);
var settings = Settings.Read(builder);

// In a container, unless ConnectionStrings:redis names a server that runs already.
var server = settings.OwnRedis ? null : builder.AddRedis("redis")
    .WithDataVolume("redis-data")
    .WithPersistence(TimeSpan.FromSeconds(30), 100)
    .WithAppendOnlyFile()
    .WithClearCommand();
var redis = server ?? builder.AddConnectionString("redis");
var storage = settings.WithS3 ? builder.AddS3Server("s3") : null;

var tiler = builder.AddProject<Projects.RedKube_Tiler>("tiler").AsStage(redis, settings, storage);

// One resource a model, so that each model scales on its own stream of regions and down to none.
var workers = settings.Models.Select(model => builder.AddProject<Projects.RedKube_Worker>($"worker-{model}")
    .AsStage(redis, settings, storage)
    .WithReplicas(settings.WorkerReplicas)
    .WithEnvironment("REDKUBE_WORKER_MODELS", model)
    .WithSetting("REDKUBE_DEVICE", settings.Device)).ToList();

var aggregator = builder.AddProject<Projects.RedKube_Aggregator>("aggregator").AsStage(redis, settings, storage);

var dashboard = builder.AddProject<Projects.RedKube_Dashboard>("dashboard")
    .AsStage(redis, settings, storage)
    .WithExternalHttpEndpoints()
    .WithEnvironment("REDKUBE_ALLOW_INPUT", settings.Images)
    .WithUrlForEndpoint("http", url => url.DisplayText = "RedKube")
    .WithSampleCommand(settings);

if (!settings.Local)
{
    dashboard.WithEnvironment("REDKUBE_API_KEY_FILE", Settings.ApiKeyFile);
}

if (settings.ForKubernetes && server is not null)
{
    new KubernetesShape(builder, settings).Apply(server, tiler, workers, aggregator, dashboard);
}

builder.Build().Run();
