using RedKube.Core.Detections;

namespace RedKube.Core.Tests.Detections;

/// <summary>Graphs as exporters declare them.</summary>
internal static class Signatures
{
    public static ModelSignature Of(
        (string Name, int[] Shape)[] outputs, int[]? input = null, string element = "float32", params (string Key, string Value)[] metadata) =>
        new(
            [new TensorInfo("images", element, input ?? [1, 3, 640, 640])],
            [.. outputs.Select(output => new TensorInfo(output.Name, output.Name.StartsWith("label", StringComparison.Ordinal) ? "int64" : "float32", output.Shape))],
            metadata.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
}
