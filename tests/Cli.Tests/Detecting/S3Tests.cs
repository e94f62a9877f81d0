using System.Net;
using System.Text.Json;
using RedKube.Tests.Shared;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>Image, job folder and output on a real S3 server.</summary>
public sealed class S3Tests : IDisposable
{
    private const string Folder = $"s3://{S3Server.Bucket}/a folder";
    private readonly Workplace place = new(side: 1500);
    private readonly HttpClient http = new();
    private S3Server? server;

    public void Dispose()
    {
        place.Dispose();
        http.Dispose();
        server?.Dispose();
    }

    [SkippableTheory]
    [InlineData("geojson")]
    [InlineData("gpkg")]
    public async Task Detect_AllOnS3_GivesTheBytesOfLocalFiles(string format)
    {
        server = S3Server.StartOrSkip();
        await PutAsync("image.tif", await File.ReadAllBytesAsync(place["image.tif"]));
        Assert.Equal(0, (await place.DetectImageAsync("local." + format)).ExitCode);

        var first = await DetectAsync($"{Folder}/image.tif", $"{Folder}/out/d.{format}", "--region-size", "512", "--report", $"{Folder}/out/report.json");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(await File.ReadAllBytesAsync(place["local." + format]), await GetAsync("out/d." + format));
        using var job = JsonDocument.Parse((await GetAsync($"out/d.{format}.redkube/job.json"))!);
        Assert.Equal("done", job.RootElement.GetProperty("state").GetString());
        using var report = JsonDocument.Parse((await GetAsync("out/report.json"))!);
        Assert.True(report.RootElement.GetProperty("regions").GetInt32() > 1);
        Assert.Null(await GetAsync($"out/d.{format}.redkube/results/r000000/1"));

        var again = await DetectAsync($"{Folder}/image.tif", $"{Folder}/out/d.{format}", "--region-size", "512");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing is left to do", again.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Detect_ForeignObject_IsRefusedUnlessFresh()
    {
        server = S3Server.StartOrSkip();
        await PutAsync("d.geojson", "mine"u8.ToArray());

        var refused = await DetectAsync(place["image.tif"], $"{Folder}/d.geojson", "--work-dir", place["work"]);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("RK4002", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine"u8.ToArray(), await GetAsync("d.geojson"));

        var replaced = await DetectAsync(place["image.tif"], $"{Folder}/d.geojson", "--work-dir", place["work"], "--fresh");
        Assert.True(replaced.ExitCode == 0, replaced.Error);
        Assert.StartsWith("{", System.Text.Encoding.UTF8.GetString((await GetAsync("d.geojson"))!), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(true, "RK4007")]
    [InlineData(false, "has no bucket nowhere")]
    public async Task Detect_NoServerOrNoBucket_Exits1AndSaysSo(bool away, string words)
    {
        server = S3Server.StartOrSkip();
        if (away)
        {
            server.Stop();
        }

        var result = await DetectAsync(place["image.tif"], "s3://nowhere/d.geojson");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    private async Task<ChildResult> DetectAsync(string image, string output, params string[] more)
    {
        using var child = ChildProcess.Start(
            ["detect", "--device", "cpu", image, "--model", place["model.onnx"], "--output", output, "--confidence", "0.01", .. more], place.Path, server!.Environment);
        return await child.EndAsync();
    }

    private async Task PutAsync(string name, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        using var answer = await http.PutAsync(Url(name), body);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<byte[]?> GetAsync(string name)
    {
        using var answer = await http.GetAsync(Url(name));
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private Uri Url(string name) => new($"{server!.Endpoint}/{S3Server.Bucket}/a%20folder/{name}");
}
