using System.Globalization;

var builder = DistributedApplication.CreateBuilder(args);

var workers = int.Parse(builder.Configuration["Parameters:worker-replicas"] ?? "2", CultureInfo.InvariantCulture);
var redis = builder.AddRedis("redis").WithDataVolume("redis-data").WithPersistence(TimeSpan.FromSeconds(30), 100);

builder.AddProject<Projects.RedKube_Tiler>("tiler")
    .WithReference(redis).WaitFor(redis)
    .WithHttpProbe(ProbeType.Readiness, "/health", endpointName: "http")
    .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http");

builder.AddProject<Projects.RedKube_Worker>("worker")
    .WithReference(redis).WaitFor(redis)
    .WithReplicas(workers)
    .WithHttpProbe(ProbeType.Readiness, "/health", endpointName: "http")
    .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http");

builder.AddProject<Projects.RedKube_Aggregator>("aggregator")
    .WithReference(redis).WaitFor(redis)
    .WithHttpProbe(ProbeType.Readiness, "/health", endpointName: "http")
    .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http");

// Services meet in Redis and the data folder only: the dashboard needs none of the others to be up.
builder.AddProject<Projects.RedKube_Dashboard>("dashboard")
    .WithReference(redis).WaitFor(redis)
    .WithHttpProbe(ProbeType.Readiness, "/health", endpointName: "http")
    .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http")
    .WithExternalHttpEndpoints();

builder.Build().Run();
