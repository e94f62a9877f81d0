using Amazon.Runtime;
using RedKube.Core.Imagery;
using RedKube.Tests.Shared;

namespace RedKube.Adapters.S3.Tests;

/// <summary>One server for the tests of a class, each with a folder of its own.</summary>
public sealed class S3Fixture : IDisposable
{
    private S3Server? server;

    /// <summary>The server; the test is skipped where there can be none.</summary>
    internal S3Server Server => server ??= S3Server.StartOrSkip();

    /// <summary>Storage on the server.</summary>
    internal S3Storage Storage(string? endpoint = null, string user = S3Server.AccessKey) => new(Client(endpoint, user));

    /// <summary>The requests themselves, with pages so small that tests turn them.</summary>
    internal S3Client Client(string? endpoint = null, string user = S3Server.AccessKey)
    {
        endpoint ??= Server.Endpoint;
        return new S3Client(() => S3Settings.Read(name => name == "AWS_ENDPOINT_URL" ? endpoint : null), new BasicAWSCredentials(user, S3Server.AccessKey), pageSize: 10);
    }

    /// <summary>A folder that no other test uses.</summary>
    internal static string NewFolder() => $"s3://{S3Server.Bucket}/{Guid.NewGuid():N}/a folder";

    public void Dispose() => server?.Dispose();
}
