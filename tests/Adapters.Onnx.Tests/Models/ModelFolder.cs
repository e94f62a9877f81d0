using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Onnx.Tests.Models;

/// <summary>A temporary folder with model files.</summary>
internal sealed class ModelFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("redkube-onnx-").FullName;

    public string Write(byte[] model, string? card = null, string name = "model.onnx")
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, model);
        if (card is not null)
        {
            File.WriteAllText(ModelCardJson.PathBeside(path), card);
        }

        return path;
    }

    public static DetectorOptions Options(int tile, SampleType type = SampleType.Byte, int bands = 3) =>
        new() { TileSize = new PixelSize(tile, tile), SampleType = type, Bands = bands, Device = "cpu", Confidence = 0.05f };

    /// <summary>Runs one tile through a model as a job would.</summary>
    public async Task<(ModelRef Model, List<Detection> Detections)> Detect(byte[] model, DetectorOptions options, Scene scene, PixelRect tile, string? card = null)
    {
        var factory = new OnnxDetectorFactory();
        var found = factory.Inspect(Write(model, card));
        using var detector = factory.Create(found, options);
        using var lane = detector.CreateLane();
        var detections = new List<Detection>();
        if (lane.Load(0, scene.Pixels(tile)))
        {
            await lane.RunAsync(1, CancellationToken.None);
            lane.Collect(0, Scene.TileAt(tile), detections);
        }

        return (found, detections);
    }

    public void Dispose() => Directory.Delete(Path, true);
}
