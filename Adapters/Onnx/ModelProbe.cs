using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using ErrorCode = RedKube.Core.Errors.ErrorCode;

namespace RedKube.Adapters.Onnx;

/// <summary>What a model's graph declares, as ONNX Runtime sees it.</summary>
/// <param name="Signature">Inputs, outputs, metadata.</param>
/// <param name="ImageSymbols">Names of the image input's open sides, empty where a side is fixed or has no name.</param>
internal sealed record ModelProbe(ModelSignature Signature, IReadOnlyList<string> ImageSymbols)
{
    /// <summary>Loads a model without optimising it and reads what it declares.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <exception cref="RedKubeException">RK3002.</exception>
    public static ModelProbe Of(string path)
    {
        OnnxEnvironment.Initialize();
        try
        {
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
                IntraOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            using var session = new InferenceSession(path, options);
            var signature = SignatureOf(session);
            var symbols = signature.Image is { } image ? session.InputMetadata[image.Name].SymbolicDimensions : [];
            return new ModelProbe(signature, symbols);
        }
        catch (OnnxRuntimeException e)
        {
            throw new RedKubeException(ErrorCode.ModelUnreadable, $"ONNX Runtime does not load {path}: {e.Message}", e);
        }
    }

    /// <summary>What a session's graph declares.</summary>
    /// <param name="session">The session.</param>
    public static ModelSignature SignatureOf(InferenceSession session) =>
        new(
            [.. session.InputNames.Select(name => Info(name, session.InputMetadata[name]))],
            [.. session.OutputNames.Select(name => Info(name, session.OutputMetadata[name]))],
            new Dictionary<string, string>(session.ModelMetadata.CustomMetadataMap, StringComparer.Ordinal));

    private static TensorInfo Info(string name, NodeMetadata metadata) =>
        metadata.IsTensor
            ? new TensorInfo(name, Element(metadata.ElementDataType), metadata.Dimensions)
            : new TensorInfo(name, metadata.OnnxValueType.ToString(), []);

    private static string Element(TensorElementType type) => type switch
    {
        TensorElementType.Float => "float32",
        TensorElementType.Float16 => "float16",
        TensorElementType.Double => "float64",
        TensorElementType.BFloat16 => "bfloat16",
        _ => type.ToString().ToLowerInvariant(),
    };
}
