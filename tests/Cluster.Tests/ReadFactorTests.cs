using System.Text.Json;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests;

/// <summary>How often workers decode a block that several of them need.</summary>
public sealed class ReadFactorTests
{
    private const int Side = 20_000;

    [SkippableFact]
    [Trait("Category", "Long")]
    public async Task Submit_TwoWorkersRegionsOf8192_DecodesBlocksHardlyMoreThanOnce()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(256);
        MakeImage(place.Scene);
        place.Start("tiler");
        place.Start("aggregator");
        place.Start("worker", "--threads", "1");
        place.Start("worker", "--threads", "1");
        using var client = place.Client();
        await Waiting.UntilAsync("2 workers at work", async () => (await client.Workers.ListAsync(CancellationToken.None)).Count == 2);

        using var submit = place.Submit("out.geojson", "--tile-size", "1024", "--overlap", "10%", "--region-size", "8192", "--wait", "--report", place["report.json"]);
        var result = await submit.EndAsync(within: TimeSpan.FromMinutes(30));

        Assert.True(result.ExitCode == 0, result.Error);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(place["report.json"]));
        Assert.InRange(report.RootElement.GetProperty("read_factor").GetDouble(), 1, 1.2);
        Assert.True(report.RootElement.GetProperty("regions").GetInt32() >= 9);
    }

    private static void MakeImage(string path)
    {
        const int Rows = 512;
        var samples = new byte[Side * Rows * 3];
        Array.Fill(samples, (byte)90);
        File.Delete(path);
        using var writer = RasterWriter.Create(path, new RasterWriteOptions { Size = new PixelSize(Side, Side), BlockPixels = Rows });
        for (var y = 0; y < Side; y += Rows)
        {
            var rows = Math.Min(Rows, Side - y);
            writer.Write(new PixelRect(0, y, Side, rows), samples.AsSpan(0, Side * rows * 3));
        }

        writer.Complete();
    }
}
