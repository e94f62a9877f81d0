using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace RedKube.Dashboard.Tests;

public sealed class OgcTests(SharedServer shared) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private readonly DashboardServer server = shared.Server;
    private string job = "";

    // Done by the first test; the same request is the same job for the others.
    public async Task InitializeAsync() => job = (await server.RunAsync(server.Image())).GetProperty("id").GetString()!;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Collection_ReadByGdal_HasEveryFeature() => Assert.Equal(Scenes.Count(1000, 700), OgrInfo.CountOf($"OAPIF:{server.Address}ogc", job, "-oo", "PAGE_SIZE=7"));

    [Fact]
    public async Task Collection_ReadByGdalInABox_HasThoseInIt()
    {
        var items = await server.GetAsync($"/ogc/collections/{job}/items?limit=1000");
        var box = Bounds(items.GetProperty("features")[0]);
        string[] spatial = ["-spat", .. box.Select(static v => v.ToString("R", CultureInfo.InvariantCulture))];

        Assert.Equal(1, OgrInfo.CountOf($"OAPIF:{server.Address}ogc", job, spatial));
    }

    [Fact]
    public async Task Items_ByPages_AreAllOfThemOnce()
    {
        var ids = new List<string>();
        var next = $"/ogc/collections/{job}/items?limit=10";
        while (next is not null)
        {
            var page = await server.GetAsync(next);
            Assert.Equal(Scenes.Count(1000, 700), page.GetProperty("numberMatched").GetInt32());
            Assert.Equal(page.GetProperty("features").GetArrayLength(), page.GetProperty("numberReturned").GetInt32());
            ids.AddRange(page.GetProperty("features").EnumerateArray().Select(static f => f.GetProperty("id").GetString()!));
            next = page.GetProperty("links").EnumerateArray().Where(static l => l.GetProperty("rel").GetString() == "next").Select(static l => l.GetProperty("href").GetString()).FirstOrDefault();
        }

        Assert.Equal(Scenes.Count(1000, 700), ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Items_WithFilters_AreThoseThatPass()
    {
        var all = await server.GetAsync($"/ogc/collections/{job}/items?min_score=0&class=red&class=green&class=blue");
        var none = await server.GetAsync($"/ogc/collections/{job}/items?min_score=1");
        var noClass = await server.GetAsync($"/ogc/collections/{job}/items?class=submarine");

        Assert.Equal(Scenes.Count(1000, 700), all.GetProperty("numberMatched").GetInt32());
        Assert.Equal(0, none.GetProperty("numberMatched").GetInt32());
        Assert.Equal(0, noClass.GetProperty("numberMatched").GetInt32());
    }

    [Theory]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=1,20,3,4")]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("offset=-1")]
    [InlineData("min_score=2")]
    [InlineData("unknown=1")]
    public async Task Items_WrongParameter_IsABadRequest(string query) => await server.GetAsync($"/ogc/collections/{job}/items?{query}", 400);

    [Fact]
    public async Task Item_ById_IsTheFeatureWithLinks()
    {
        var items = await server.GetAsync($"/ogc/collections/{job}/items?limit=3");
        var third = items.GetProperty("features")[2];

        var item = await server.GetAsync($"/ogc/collections/{job}/items/{third.GetProperty("id").GetString()}");

        Assert.Equal(third.GetProperty("geometry").GetRawText(), item.GetProperty("geometry").GetRawText());
        Assert.Contains(item.GetProperty("links").EnumerateArray(), static l => l.GetProperty("rel").GetString() == "collection");
        await server.GetAsync($"/ogc/collections/{job}/items/0000000000000000", 404);
    }

    [Fact]
    public async Task Landing_AndItsLinks_LeadToDocuments()
    {
        var landing = await server.GetAsync("/ogc");
        foreach (var link in landing.GetProperty("links").EnumerateArray())
        {
            await server.GetAsync(link.GetProperty("href").GetString()!);
        }

        var conformance = await server.GetAsync("/ogc/conformance");
        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", conformance.GetProperty("conformsTo").EnumerateArray().Select(static c => c.GetString()));
        Assert.StartsWith("3.0", (await server.GetAsync("/ogc/api")).GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_Detect_RunsAJobToItsResults()
    {
        var description = await server.GetAsync("/ogc/processes/detect");
        var answer = await server.Client.PostAsJsonAsync(
            "/ogc/processes/detect/execution", new { inputs = new { image = new { href = server.Image("other.tif") }, model = DashboardServer.SquaresModel, options = new { regionSize = 512 } } });
        var status = await DashboardServer.ReadAsync(answer, 201);
        var id = status.GetProperty("jobID").GetString()!;
        await server.EndAsync(id);

        var after = await server.GetAsync($"/ogc/jobs/{id}");
        var results = await server.GetAsync($"/ogc/jobs/{id}/results");
        var features = await server.GetAsync(results.GetProperty("detections").GetProperty("href").GetString()!);

        Assert.Contains("async-execute", description.GetProperty("jobControlOptions").EnumerateArray().Select(static o => o.GetString()));
        Assert.Contains(status.GetProperty("status").GetString(), (string[])["accepted", "running", "successful"]);
        Assert.EndsWith($"/ogc/jobs/{id}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("successful", after.GetProperty("status").GetString());
        Assert.Equal(100, after.GetProperty("progress").GetInt32());
        Assert.Equal(Scenes.Count(1000, 700), features.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task Process_Unknown_IsTheStandardsException()
    {
        var problem = await server.GetAsync("/ogc/processes/other", 404);
        var noJob = await server.GetAsync("/ogc/jobs/other", 404);

        Assert.EndsWith("no-such-process", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("no-such-job", noJob.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collections_OfAnImageWithoutPlace_LeaveItOut()
    {
        var placeless = await server.RunAsync(server.Image("pixels.tif", placed: false));

        var collections = await server.GetAsync("/ogc/collections");

        var ids = collections.GetProperty("collections").EnumerateArray().Select(static c => c.GetProperty("id").GetString()).ToList();
        Assert.Contains(job, ids);
        Assert.DoesNotContain(placeless.GetProperty("id").GetString(), ids);
        await server.GetAsync($"/ogc/collections/{placeless.GetProperty("id")}/items", 404);
    }

    private static double[] Bounds(JsonElement feature)
    {
        var corners = feature.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Select(static c => (Lon: c[0].GetDouble(), Lat: c[1].GetDouble())).ToList();
        return [corners.Min(static c => c.Lon), corners.Min(static c => c.Lat), corners.Max(static c => c.Lon), corners.Max(static c => c.Lat)];
    }
}
