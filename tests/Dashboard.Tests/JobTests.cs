using System.Net.Http.Json;
using System.Text.Json;

namespace RedKube.Dashboard.Tests;

public sealed class JobTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Fact]
    public async Task Create_OverAnUpload_FindsEverySquareUnderTheUploadsName()
    {
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(server.Image()), "../../harbour.tif");
        var answer = await server.Client.PostAsJsonAsync("/api/v1/jobs", new { upload = id, model = DashboardServer.SquaresModel });
        var job = await server.EndAsync((await DashboardServer.ReadAsync(answer, 201)).GetProperty("id").GetString()!);

        var result = JsonDocument.Parse(await server.Client.GetStringAsync($"/api/v1/jobs/{job.GetProperty("id")}/results/geojson")).RootElement;

        Assert.Equal("done", job.GetProperty("state").GetString());
        Assert.Equal(id, job.GetProperty("upload").GetString());
        Assert.Equal("harbour.tif", result.GetProperty("name").GetString());
        Assert.Equal(Scenes.Count(1000, 700), result.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task Create_TheSameTwice_GivesTheSameJob()
    {
        var image = server.Image();
        var first = await server.RunAsync(image);

        var second = await server.SubmitAsync(image);

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal("done", second.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Create_WrongOptions_NamesEveryFaultAtOnce()
    {
        var answer = await server.Client.PostAsJsonAsync(
            "/api/v1/jobs", new { image = server.Image(), model = DashboardServer.SquaresModel, options = new { tileSize = 0, merge = "magic", confidence = 2 } });

        var problem = await DashboardServer.ReadAsync(answer, 400);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("RK1001", problem.GetProperty("code").GetString());
        Assert.All(["tileSize", "merge", "confidence"], word => Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_UnknownJob_IsAProblemWithItsCode()
    {
        var problem = await server.GetAsync("/api/v1/jobs/0123456789abcdef", 404);

        Assert.Equal("RK5002", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_WithFilterAndPage_GivesWhatMatches()
    {
        await server.RunAsync(server.Image("listed-a.tif", 300, 200));
        await server.RunAsync(server.Image("listed-b.tif", 300, 200));

        var all = await server.GetAsync("/api/v1/jobs?limit=1&text=listed");
        var named = await server.GetAsync("/api/v1/jobs?text=LISTED-A.tif&state=done");
        var none = await server.GetAsync("/api/v1/jobs?state=failed");

        Assert.Equal(2, all.GetProperty("total").GetInt32());
        Assert.Equal(1, all.GetProperty("jobs").GetArrayLength());
        Assert.Equal("listed-a.tif", named.GetProperty("jobs")[0].GetProperty("image").GetString());
        Assert.Equal(0, none.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Delete_OfAFinishedJob_RemovesItAndItsOutput()
    {
        var outputs = Path.Combine(server.Data, "data", "outputs");
        var before = Directory.Exists(outputs) ? Directory.GetDirectories(outputs) : [];
        var job = await server.RunAsync(server.Image("deleted.tif", 300, 200));

        using var answer = await server.Client.DeleteAsync($"/api/v1/jobs/{job.GetProperty("id")}");

        Assert.Equal(204, (int)answer.StatusCode);
        await server.GetAsync($"/api/v1/jobs/{job.GetProperty("id")}", 404);
        Assert.Equal(before.Order(), Directory.GetDirectories(outputs).Order());
    }

    [Fact]
    public async Task Submit_JobThatIsDone_StillShowsWhatItFound()
    {
        var image = server.Image();
        var first = await server.RunAsync(image);
        Assert.True(first.GetProperty("detections").GetInt64() > 0);

        var again = await server.RunAsync(image);

        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        Assert.Equal(first.GetProperty("detections").GetInt64(), again.GetProperty("detections").GetInt64());
    }

    [Fact]
    public async Task Plan_OfAJob_CountsTilesAndTimesTheModel()
    {
        var before = (await server.GetAsync("/api/v1/jobs")).GetProperty("total").GetInt32();
        var answer = await server.Client.PostAsJsonAsync(
            "/api/v1/plans", new { image = server.Image(), model = DashboardServer.SquaresModel, options = new { overlap = "0", regionSize = 256 } });

        var plan = await DashboardServer.ReadAsync(answer, 200);

        Assert.Equal(8 * 6, plan.GetProperty("tiles").GetInt64());
        Assert.Equal(8, plan.GetProperty("tileX").GetArrayLength());
        Assert.True(plan.GetProperty("expectedSeconds").GetDouble() >= 0);
        Assert.Equal(before, (await server.GetAsync("/api/v1/jobs")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Regions_OfAFinishedJob_AreDoneAndHaveOutlines()
    {
        var job = await server.RunAsync(server.Image());

        var regions = await server.GetAsync($"/api/v1/jobs/{job.GetProperty("id")}/regions");

        Assert.NotEqual(0, regions.GetArrayLength());
        Assert.All(regions.EnumerateArray(), region =>
        {
            Assert.Equal("done", region.GetProperty("state").GetString());
            Assert.InRange(region.GetProperty("outline")[0].GetProperty("lon").GetDouble(), 14.99, 15.01);
        });
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    [InlineData("geojsonseq")]
    public async Task Results_InAnotherFormat_HoldAsManyFeatures(string format)
    {
        var job = await server.RunAsync(server.Image());

        var bytes = await server.Client.GetByteArrayAsync($"/api/v1/jobs/{job.GetProperty("id")}/results/{format}");
        var path = Path.Combine(server.Data, "result." + format);
        await File.WriteAllBytesAsync(path, bytes);

        Assert.Equal(Scenes.Count(1000, 700), OgrInfo.Count(path));
    }

    [Fact]
    public async Task Cluster_AtRest_ListsQueuesAndNoDeadLetters()
    {
        var cluster = await server.GetAsync("/api/v1/cluster");

        Assert.Equal(0, cluster.GetProperty("deadLetters").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, cluster.GetProperty("workers").ValueKind);
    }

    [Fact]
    public async Task Description_OfTheApi_NamesTheRoutes()
    {
        var document = await server.GetAsync("/api/v1/openapi.json");

        var paths = document.GetProperty("paths");
        Assert.All(["/api/v1/jobs", "/api/v1/jobs/{id}", "/api/v1/plans", "/api/v1/models", "/api/v1/cluster"], path => Assert.True(paths.TryGetProperty(path, out _), path));
        Assert.False(paths.TryGetProperty("/ogc", out _));
    }
}
