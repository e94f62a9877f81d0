using System.Diagnostics;
using System.Reflection;
using RedKube.Adapters.Onnx.Tests.Models;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using Xunit.Abstractions;

namespace RedKube.Adapters.Onnx.Tests;

public sealed class SessionsTests(ITestOutputHelper output) : IDisposable
{
    private static readonly PixelRect Tile = new(0, 0, 64, 64);
    private readonly ModelFolder folder = new();

    [Fact]
    public async Task RunAsync_LanesOnOneSession_GiveIdenticalBytes()
    {
        using var scene = new Scene(new PixelSize(512, 64)).Background(30, 20, 10);
        for (var i = 0; i < 40; i++)
        {
            scene.Paint(i % 3, new PixelRect(i * 12, i, 11, 20), 255 - i);
        }

        var options = ModelFolder.Options(64) with { Threads = 4, Confidence = 0 };
        using var detector = Make(BrightModel.MatMulSoftmax(64), options);
        Assert.Equal(4, detector.Lanes);
        var expected = await Pass(detector, scene, 0);
        Assert.NotEmpty(expected);
        var passes = await Task.WhenAll(Enumerable.Range(1, 4).Select(lane => Task.Run(() => Pass(detector, scene, lane))));
        Assert.All(passes, pass => Assert.Equal(expected, pass));
    }

    [Fact]
    public async Task RunAsync_WithoutDetections_AllocatesLittle()
    {
        using var scene = new Scene(new PixelSize(64, 64)).Background(0, 0, 0);
        using var detector = Make(BrightModel.YoloV8(1, 64, 64), ModelFolder.Options(64));
        using var lane = detector.CreateLane();
        var pixels = scene.Pixels(Tile);
        var into = new List<Detection>();
        const int tiles = 200;
        long allocated = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < tiles; i++)
            {
                lane.Load(0, pixels);
                await lane.RunAsync(1, CancellationToken.None);
                lane.Collect(0, Scene.TileAt(Tile), into);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        output.WriteLine($"{allocated / (double)tiles} bytes a tile");
        Assert.Empty(into);
        Assert.InRange(allocated / tiles, 0, 200);
    }

    [Fact]
    public async Task RunAsync_Cancelled_StopsAndCanRunAgain()
    {
        using var scene = new Scene(new PixelSize(64, 64)).Background(0, 0, 0);
        using var detector = Make(BrightModel.YoloV8(1, 64, 64), ModelFolder.Options(64));
        using var lane = detector.CreateLane();
        using var cancelled = new CancellationTokenSource();
        lane.Load(0, scene.Pixels(Tile));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await lane.RunAsync(1, cancelled.Token));
        await lane.RunAsync(1, CancellationToken.None);
    }

    [Fact]
    public void Create_CudaThatIsNotThere_SaysWhatIsMissing()
    {
        var options = ModelFolder.Options(64) with { Device = "cuda:7" };
        var error = Assert.Throws<RedKubeException>(() => Make(BrightModel.YoloV8(1, 64, 64), options));
        Assert.Equal(ErrorCode.DeviceNotThere, error.Code);
        Assert.Contains("CUDA device 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("--device cpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Auto_ChoosesADeviceAndSaysWhy()
    {
        using var detector = Make(BrightModel.YoloV8("N", 64, 64), ModelFolder.Options(64) with { Device = "auto" });
        Assert.Contains("because", detector.DeviceChoice, StringComparison.Ordinal);
        Assert.Equal(detector.DeviceChoice.StartsWith("CPU", StringComparison.Ordinal) ? 1 : 8, detector.BatchSize);
        Assert.StartsWith("onnxruntime ", detector.Runtime, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_UnknownDevice_IsRefused() =>
        Assert.Equal(
            ErrorCode.OptionOutOfRange,
            Assert.Throws<RedKubeException>(() => Make(BrightModel.YoloV8(1, 64, 64), ModelFolder.Options(64) with { Device = "tpu" })).Code);

    /// <summary>ONNX Runtime writes its device id and database under the home folder where telemetry is on: a child process with an empty one shows it is off.</summary>
    [Fact]
    public async Task Initialize_InAnEmptyHome_MakesNoFile()
    {
        var home = Directory.CreateDirectory(Path.Combine(folder.Path, "home")).FullName;
        string[] arguments =
            ["vstest", Assembly.GetExecutingAssembly().Location, $"--Tests:{nameof(RunAsync_ShortRun_ForTheTelemetryTest)}", $"--ResultsDirectory:{folder.Path}"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["HOME"] = home;
        start.Environment["DOTNET_CLI_HOME"] = folder.Path;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment.Remove("XDG_CACHE_HOME");
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        using var child = Process.Start(start)!;
        var text = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, text);
        Assert.Contains("Passed", text, StringComparison.Ordinal);
        var made = Directory.GetFiles(home, "*", SearchOption.AllDirectories).Where(file =>
            file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) || file.Contains("DeveloperTools", StringComparison.Ordinal));
        Assert.Empty(made);
    }

    [Fact]
    public async Task RunAsync_ShortRun_ForTheTelemetryTest()
    {
        using var scene = new Scene(new PixelSize(64, 64)).Background(0, 255, 0);
        var (_, detections) = await folder.Detect(BrightModel.YoloV8(1, 64, 64), ModelFolder.Options(64), scene, Tile);
        Assert.Single(detections);
    }

    private static async Task<List<Detection>> Pass(IDetector detector, Scene scene, int shift)
    {
        using var lane = detector.CreateLane();
        var detections = new SortedDictionary<int, List<Detection>>();
        for (var i = 0; i < 8; i++)
        {
            var index = (i + shift) % 8;
            var rect = new PixelRect(index * 64, 0, 64, 64);
            lane.Load(0, scene.Pixels(rect));
            await lane.RunAsync(1, CancellationToken.None);
            var found = detections[index] = [];
            lane.Collect(0, Scene.TileAt(rect, index), found);
        }

        return [.. detections.Values.SelectMany(found => found)];
    }

    private IDetector Make(byte[] model, DetectorOptions options)
    {
        var factory = new OnnxDetectorFactory();
        return factory.Create(factory.Inspect(folder.Write(model)), options);
    }

    public void Dispose() => folder.Dispose();
}
