using System.Runtime.Intrinsics.X86;
using Microsoft.ML.OnnxRuntime;

namespace RedKube.Adapters.Onnx;

/// <summary>Where a model runs, and how its session is set up so that the same input gives the same bits.</summary>
internal sealed record Device
{
    private readonly Action<SessionOptions> append;

    private Device(string name, string model, bool isGpu, Action<SessionOptions> append)
    {
        Name = name;
        Model = model;
        IsGpu = isGpu;
        this.append = append;
    }

    /// <summary>The processor that this runs on.</summary>
    public static Device Cpu { get; } = new("CPU", Instructions, isGpu: false, _ => { });

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>What of the device decides about bits: the instruction set, or the model of the GPU.</summary>
    public string Model { get; }

    /// <summary>Whether it has its own memory.</summary>
    public bool IsGpu { get; }

    /// <summary>Tiles in one run unless asked otherwise.</summary>
    public int UsualBatch => IsGpu ? 8 : 1;

    private static string Instructions => Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "baseline";

    /// <summary>An NVIDIA device through CUDA: no TF32, and cuDNN chooses by rule, not by measuring, so that every run chooses alike.</summary>
    /// <param name="number">Counted from 0.</param>
    public static Device Cuda(int number) => new($"CUDA device {number}", GpuModel(number), isGpu: true, options => AppendCuda(options, number));

    /// <summary>An NVIDIA device through TensorRT, what it cannot do through CUDA. Engines are kept, since building one takes minutes.</summary>
    /// <param name="number">Counted from 0.</param>
    /// <param name="cache">Folder of the engines.</param>
    public static Device TensorRt(int number, string cache) =>
        new($"TensorRT on device {number}", GpuModel(number), isGpu: true, options =>
        {
            Directory.CreateDirectory(cache);
            using var settings = new OrtTensorRTProviderOptions();
            settings.UpdateOptions(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["device_id"] = $"{number}",
                ["trt_engine_cache_enable"] = "1",
                ["trt_engine_cache_path"] = cache,
                ["trt_timing_cache_enable"] = "1",
                ["trt_timing_cache_path"] = cache,
            });
            options.AppendExecutionProvider_Tensorrt(settings);
            AppendCuda(options, number);
        });

    /// <summary>Session options: one thread a caller and no spinning, since callers are the parallelism.</summary>
    public SessionOptions MakeOptions()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
            append(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static void AppendCuda(SessionOptions options, int number)
    {
        using var settings = new OrtCUDAProviderOptions();
        settings.UpdateOptions(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device_id"] = $"{number}",
            ["arena_extend_strategy"] = "kSameAsRequested",
            ["cudnn_conv_algo_search"] = "HEURISTIC",
            ["use_tf32"] = "0",
        });
        options.AppendExecutionProvider_CUDA(settings);
    }

    // The driver lists its devices in the order of their bus numbers.
    private static string GpuModel(int number)
    {
        const string root = "/proc/driver/nvidia/gpus";
        var folders = Directory.Exists(root) ? Directory.GetDirectories(root).Order(StringComparer.Ordinal).ToArray() : [];
        var file = number < folders.Length ? Path.Combine(folders[number], "information") : "";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(text => text.StartsWith("Model:", StringComparison.Ordinal)) : null;
        return line is null ? "GPU" : line["Model:".Length..].Trim();
    }
}
