using System.Globalization;
using System.Text.Json;
using RedKube.Cli.Sample;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Tests.Sample;

public sealed class SceneSamplerTests
{
    private static readonly SceneOptions Options = new() { Width = 1300, Height = 700, Seed = 11 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WritePixels_AnyThreads_HandsOnEachBlockOnceInOrder(int threads)
    {
        var target = new Recorder();
        new SceneSampler(Options with { Threads = threads }).WritePixels(target);
        Assert.Equal(
            [new(0, 0, 512, 512), new(512, 0, 512, 512), new(1024, 0, 276, 512), new(0, 512, 512, 188), new(512, 512, 512, 188), new(1024, 512, 276, 188)],
            target.Rects);
        var expected = new byte[276 * 188 * 3];
        new Scene(Options).Render(new PixelRect(1024, 512, 276, 188), expected.AsSpan());
        Assert.Equal(expected, target.Last);
    }

    [Fact]
    public void WritePixels_SparseScene_LeavesEmptyBlocksOut()
    {
        var options = Options with { Width = 16_384, Height = 4096, Sparse = true };
        var target = new Recorder();
        new SceneSampler(options).WritePixels(target);
        var scene = new Scene(options);
        Assert.NotEmpty(target.Rects);
        Assert.True(target.Rects.Count < 32 * 8);
        Assert.All(target.Rects, rect => Assert.True(scene.IsPopulated(rect)));
    }

    [Fact]
    public void WritePixels_TargetFails_StopsWithItsFault()
    {
        var fault = Assert.Throws<IOException>(() => new SceneSampler(Options).WritePixels(new Recorder { FailsAfter = 2 }));
        Assert.Equal("full", fault.Message);
    }

    [Fact]
    public void WritePixels_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new SceneSampler(Options).WritePixels(new Recorder(), cancellationToken: source.Token));
    }

    [Fact]
    public void WriteTruth_OfAScene_IsGeoJsonWhosePolygonsMatchThePixelBoxes()
    {
        var options = Options with { Width = 2048, Height = 2048 };
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var summary = new SceneSampler(options).WriteTruth(output);
        using var document = JsonDocument.Parse(output.ToString());
        Assert.Equal("FeatureCollection", document.RootElement.GetProperty("type").GetString());
        var features = document.RootElement.GetProperty("features").EnumerateArray().ToArray();
        Assert.Equal(summary.Counts.Values.Sum(), features.Length);
        Assert.Equal(summary.Difficult, features.Count(f => f.GetProperty("properties").GetProperty("difficult").GetBoolean()));
        Assert.True(features.Length > 20);
        var georeference = SceneGeoreference.Of(options.Seed);
        foreach (var feature in features)
        {
            var ring = feature.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Select(p => new LonLat(p[0].GetDouble(), p[1].GetDouble())).ToArray();
            Assert.Equal(ring[0], ring[^1]);
            Assert.True(SignedArea(ring) > 0, "the ring runs counter-clockwise");
            var box = feature.GetProperty("properties").GetProperty("pixel_box").EnumerateArray().Select(v => v.GetDouble()).ToArray();
            var corners = new[] { (box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]) }.Select(p => georeference.ToLonLat(new PixelPoint(p.Item1, p.Item2))).ToArray();

            // The zone's north is not the map's: a ring may stand out of the box of the corners by the convergence, a pixel or so.
            const double pixel = 2e-5;
            Assert.InRange(ring.Min(p => p.Lon), corners.Min(p => p.Lon) - pixel, corners.Max(p => p.Lon));
            Assert.InRange(ring.Max(p => p.Lat), corners.Min(p => p.Lat), corners.Max(p => p.Lat) + pixel);
        }
    }

    private static double SignedArea(LonLat[] ring)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < ring.Length; i++)
        {
            sum += ((ring[i].Lon - ring[0].Lon) * (ring[i + 1].Lat - ring[0].Lat)) - ((ring[i + 1].Lon - ring[0].Lon) * (ring[i].Lat - ring[0].Lat));
        }

        return sum / 2;
    }

    private sealed class Recorder : ISceneTarget
    {
        public List<PixelRect> Rects { get; } = [];

        public byte[] Last { get; private set; } = [];

        public int FailsAfter { get; init; } = int.MaxValue;

        public void Write(PixelRect rect, ReadOnlySpan<byte> samples)
        {
            if (Rects.Count == FailsAfter)
            {
                throw new IOException("full");
            }

            Rects.Add(rect);
            Last = samples.ToArray();
        }

        public void Write(PixelRect rect, ReadOnlySpan<ushort> samples) => throw new NotSupportedException("An 8-bit scene was asked for.");
    }
}
