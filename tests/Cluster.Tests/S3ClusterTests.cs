using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RedKube.Cli.Inputs;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests;

/// <summary>A cluster that shares nothing but Redis and a bucket.</summary>
public sealed class S3ClusterTests
{
    private const string Output = $"s3://{S3Server.Bucket}/results/out.geojson";
    private static string[] Small { get; } = ["--region-size", "512"];

    [SkippableFact]
    public async Task Submit_EverythingOnS3_GivesTheBytesOfDetect()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        using var server = S3Server.StartOrSkip();
        await using var place = await ClusterPlace.StartAsync(1024);
        var (expected, _) = await place.DetectAsync(Small);
        using var bucket = new AmazonS3Client(
            new BasicAWSCredentials(S3Server.AccessKey, S3Server.AccessKey), new AmazonS3Config { ServiceURL = server.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        var models = ModelLocator.SamplesFolder()!;
        await StoreAsync(bucket, place.Scene, "images/scene.tif");
        await StoreAsync(bucket, Path.Combine(models, "harbour.onnx"), "models/harbour.onnx");
        await StoreAsync(bucket, Path.Combine(models, "harbour.card.json"), "models/harbour.card.json");
        File.Delete(place.Scene);
        UseBucket(place, server);
        foreach (var stage in new[] { "tiler", "aggregator" })
        {
            place.Start(stage);
        }

        for (var worker = 0; worker < 2; worker++)
        {
            place.Start("worker", "--threads", "1");
        }

        using var submit = place.Submit(Output, [.. Small, "--wait", "--report", $"s3://{S3Server.Bucket}/results/out.json"]);
        var result = await submit.EndAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(expected, await LoadAsync(bucket, "results/out.geojson"));
        Assert.NotEmpty(await LoadAsync(bucket, "results/out.json"));
        var id = result.Output.Trim();
        Assert.NotEmpty(await LoadAsync(bucket, $"data/jobs/{id}/job.json"));
        Assert.Empty((await bucket.ListObjectsV2Async(new ListObjectsV2Request { BucketName = S3Server.Bucket, Prefix = $"data/jobs/{id}/results/" })).S3Objects ?? []);
    }

    private static void UseBucket(ClusterPlace place, S3Server server)
    {
        foreach (var (name, value) in server.Environment)
        {
            place.Variables[name] = value;
        }

        // Fetched anew: what other tests or the user have in the cache is left alone.
        place.Variables["XDG_CACHE_HOME"] = place["cache"];
        place.Data = $"s3://{S3Server.Bucket}/data";
        place.Image = $"s3://{S3Server.Bucket}/images/scene.tif";
        place.Model = $"s3://{S3Server.Bucket}/models/harbour.onnx";
    }

    private static Task<PutObjectResponse> StoreAsync(AmazonS3Client bucket, string file, string key) => bucket.PutObjectAsync(new PutObjectRequest
    {
        BucketName = S3Server.Bucket,
        Key = key,
        FilePath = file,
        UseChunkEncoding = false,
    });

    private static async Task<byte[]> LoadAsync(AmazonS3Client bucket, string key)
    {
        using var answer = await bucket.GetObjectAsync(S3Server.Bucket, key);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
