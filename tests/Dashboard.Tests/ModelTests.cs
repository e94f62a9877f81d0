using System.Net.Http.Json;
using RedKube.Adapters.Onnx.Tests.Models;

namespace RedKube.Dashboard.Tests;

public sealed class ModelTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Fact]
    public async Task Upload_OfAModel_IsListedUnderItsHashAndCanBeUsed()
    {
        var stored = await DashboardServer.ReadAsync(await SendAsync(("bright.onnx", BrightModel.YoloV8(1, 96, 96))), 201);
        var listed = await server.GetAsync("/api/v1/models");
        var job = await server.Client.PostAsJsonAsync("/api/v1/jobs", new { image = server.Image(), model = stored.GetProperty("id").GetString() });

        Assert.Equal(2, listed.EnumerateArray().Count(static m => m.GetProperty("name").GetString() is "bright" or DashboardServer.SquaresModel));
        Assert.Equal("yolo-v8", stored.GetProperty("kind").GetString());
        Assert.Equal(96, stored.GetProperty("input").GetProperty("width").GetInt32());
        Assert.True(File.Exists(Path.Combine(server.Data, "data", "models", stored.GetProperty("id").GetString()!, "bright.onnx")));
        await DashboardServer.ReadAsync(job, 201);
    }

    [Fact]
    public async Task Try_OnATile_ShowsWhatTheModelFinds()
    {
        var image = server.Image();
        var centre = Scenes.First + (Scenes.Square / 2);

        var answer = await server.Client.PostAsJsonAsync($"/api/v1/models/{DashboardServer.SquaresModel}/try", new { image, x = centre, y = centre });
        var found = Assert.Single((await DashboardServer.ReadAsync(answer, 200)).GetProperty("detections").EnumerateArray());

        Assert.InRange(found.GetProperty("box").GetProperty("xMin").GetDouble(), Scenes.First - 1, Scenes.First + 1);
        Assert.InRange(found.GetProperty("box").GetProperty("xMax").GetDouble(), Scenes.First + Scenes.Square - 1, Scenes.First + Scenes.Square + 1);
    }

    [Theory]
    [InlineData("../evil.onnx")]
    [InlineData(".hidden.onnx")]
    [InlineData("a b.onnx")]
    [InlineData("naïve.onnx")]
    public async Task Upload_WithAnEvilName_IsRefusedAndLeavesNothing(string name)
    {
        var before = Stored();
        await DashboardServer.ReadAsync(await SendAsync((name, BrightModel.YoloV8(1, 80, 80))), 422);

        Assert.Equal(before, Stored());
    }

    [Theory]
    [InlineData("../../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("weights.bin")]
    public async Task Upload_OfAModelWithWeightsElsewhere_IsRefused(string location)
    {
        var before = Stored();
        var builder = new OnnxBuilder();
        var image = builder.Input("images", OnnxBuilder.Float, 1, 3, 64, 64);
        builder.Node("Mul", [image, builder.External(location, 4, 1)], "output0").Output("output0", OnnxBuilder.Float, 1, 3, 64, 64);

        var problem = await DashboardServer.ReadAsync(await SendAsync(("external.onnx", builder.Build())), 422);

        Assert.Equal("RK3002", problem.GetProperty("code").GetString());
        Assert.Equal(before, Stored());
    }

    [Fact]
    public async Task Upload_OfAModelOfVastInput_IsRefused()
    {
        var problem = await DashboardServer.ReadAsync(await SendAsync(("vast.onnx", BrightModel.YoloV8(1, 100_000, 100_000))), 422);

        Assert.Equal("RK3009", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Try_OfAModelThatDoesNotEnd_IsStopped()
    {
        await using var strict = await DashboardServer.StartAsync(o => o with { TrialTime = TimeSpan.FromSeconds(1) });
        await File.WriteAllBytesAsync(Path.Combine(strict.Data, "installed", "endless.onnx"), Endless());

        var answer = await strict.Client.PostAsJsonAsync("/api/v1/models/endless/try", new { image = strict.Image() });

        Assert.Contains("did not end", (await DashboardServer.ReadAsync(answer, 422)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfAModelThatTakesAllMemory_IsRefusedAndTheServerGoesOn()
    {
        var before = Stored();

        var problem = await DashboardServer.ReadAsync(await SendAsync(("glutton.onnx", Glutton())), 422);

        Assert.Equal("RK3011", problem.GetProperty("code").GetString());
        Assert.Equal(before, Stored());
        await server.GetAsync("/api/v1/models");
    }

    [Fact]
    public async Task Upload_OfNoModel_IsRefused() => await DashboardServer.ReadAsync(await SendAsync(("a.onnx", [1, 2, 3])), 422);

    private string[] Stored() => [.. Directory.GetFileSystemEntries(Path.Combine(server.Data, "data", "models")).Order()];

    // Products of matrices of 1,024 × 1,024 that wait for each other: many seconds on any machine.
    private static byte[] Endless()
    {
        var builder = new OnnxBuilder();
        var x = builder.Input("images", OnnxBuilder.Float, 1, 3, 64, 64);
        var mean = builder.Node("ReduceMean", [x], ("keepdims", 1), ("axes", new long[] { 1, 2, 3 }));
        var matrix = builder.Node("Expand", [mean, builder.Constant(new long[] { 1, 1, 1024, 1024 }, 4)]);
        for (var i = 0; i < 500; i++)
        {
            matrix = builder.Node("MatMul", [matrix, matrix]);
        }

        var few = builder.Node("ReduceMean", [matrix], ("keepdims", 1), ("axes", new long[] { 1, 2, 3 }));
        var row = builder.Node("Reshape", [few, builder.Constant(new long[] { 1, 1, 1 }, 3)]);
        builder.Node("Expand", [row, builder.Constant(new long[] { 1, 5, 80 }, 3)], "output0").Output("output0", OnnxBuilder.Float, 1, 5, 80);
        return builder.Build();
    }

    // Spreads one number over 64 GiB, then takes their mean.
    private static byte[] Glutton()
    {
        var builder = new OnnxBuilder();
        var x = builder.Input("images", OnnxBuilder.Float, 1, 3, 64, 64);
        var mean = builder.Node("ReduceMean", [x], ("keepdims", 1), ("axes", new long[] { 1, 2, 3 }));
        var vast = builder.Node("Expand", [mean, builder.Constant(new long[] { 1, 1, 1L << 17, 1L << 17 }, 4)]);
        var few = builder.Node("ReduceMean", [vast], ("keepdims", 1), ("axes", new long[] { 1, 2, 3 }));
        var row = builder.Node("Reshape", [few, builder.Constant(new long[] { 1, 1, 1 }, 3)]);
        builder.Node("Expand", [row, builder.Constant(new long[] { 1, 5, 80 }, 3)], "output0").Output("output0", OnnxBuilder.Float, 1, 5, 80);
        return builder.Build();
    }

    private async Task<HttpResponseMessage> SendAsync(params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "files", name);
        }

        return await server.Client.PostAsync("/api/v1/models", form);
    }
}
