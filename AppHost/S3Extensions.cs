namespace RedKube.AppHost;

/// <summary>The S3 server of the switch <c>s3</c>.</summary>
internal static class S3Extensions
{
    /// <summary>Adds the server with an empty bucket.</summary>
    /// <param name="builder">The application that is being built.</param>
    /// <param name="name">Name of the resource.</param>
    public static IResourceBuilder<S3Server> AddS3Server(this IDistributedApplicationBuilder builder, string name)
    {
        var user = builder.AddParameter($"{name}-user", "redkube");
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        // A folder of the data directory is a bucket.
        return builder.AddResource(new S3Server(name, user.Resource, password))
            .WithImage("minio/minio", "RELEASE.2025-04-22T22-12-26Z").WithImageRegistry("quay.io")
            .WithHttpEndpoint(targetPort: 9000, name: "api")
            .WithHttpEndpoint(targetPort: 9001, name: "console")
            .WithVolume("s3-data", "/data")
            .WithEnvironment("MINIO_ROOT_USER", user)
            .WithEnvironment("MINIO_ROOT_PASSWORD", password)
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", $"mkdir -p /data/{S3Server.Bucket} && exec minio server /data --console-address :9001")
            .WithHttpHealthCheck("/minio/health/ready", endpointName: "api");
    }

    /// <summary>Lets a service read and write the server, by the names that GDAL knows.</summary>
    /// <param name="service">The service.</param>
    /// <param name="storage">The server.</param>
    public static IResourceBuilder<ProjectResource> WithS3(this IResourceBuilder<ProjectResource> service, IResourceBuilder<S3Server> storage) =>
        service.WaitFor(storage)
            .WithEnvironment("AWS_S3_ENDPOINT", storage.Resource.Endpoint)
            .WithEnvironment("AWS_HTTPS", "NO")
            .WithEnvironment("AWS_VIRTUAL_HOSTING", "FALSE")
            .WithEnvironment("AWS_REGION", "us-east-1")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["AWS_ACCESS_KEY_ID"] = storage.Resource.User;
                context.EnvironmentVariables["AWS_SECRET_ACCESS_KEY"] = storage.Resource.Password;
            });
}
