using RedKube.Adapters.Onnx.Tests.Models;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>A folder with an image and a model, and the program run in it.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TempFolder folder = new();

    public Workplace(int side = 700)
    {
        TestImages.Make(this["image.tif"], side, side);
        WriteModel("model.onnx", BrightModel.YoloV8("N", 128, 128));
    }

    public string Path => folder.Path;

    public string this[string name] => folder[name];

    public string Write(string name, string content) => folder.Write(name, content);

    public string WriteModel(string name, byte[] model)
    {
        File.WriteAllBytes(this[name], model);
        return this[name];
    }

    /// <summary>Runs `detect` in this process, on the CPU.</summary>
    public static async Task<ChildResult> DetectAsync(params string[] args)
    {
        using var console = new RecordingConsole();
        var code = await console.RunAsync(["detect", "--device", "cpu", .. args]);
        return new ChildResult(code, console.Output, console.Error);
    }

    /// <summary>Runs `detect image.tif --model model.onnx --output NAME` in this process.</summary>
    public Task<ChildResult> DetectImageAsync(string output, params string[] more) =>
        DetectAsync([this["image.tif"], "--model", this["model.onnx"], "--output", this[output], "--confidence", "0.01", .. more]);

    /// <summary>Starts the same in a process of its own.</summary>
    public ChildProcess StartDetect(string output, params string[] more) =>
        ChildProcess.Start(["detect", "--device", "cpu", this["image.tif"], "--model", this["model.onnx"], "--output", this[output], "--confidence", "0.01", .. more], Path);

    public void Dispose() => folder.Dispose();
}
