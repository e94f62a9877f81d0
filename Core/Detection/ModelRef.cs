namespace RedKube.Core.Detections;

/// <summary>A model as it was found: where it is and what it is.</summary>
/// <param name="Path">The .onnx file on this machine.</param>
/// <param name="Name">The file's stem.</param>
/// <param name="Hash">SHA-256 over the .onnx, its external data and its card, 64 hex digits.</param>
/// <param name="Card">How its input is made and its output read: stated in a card, or recognised.</param>
public sealed record ModelRef(string Path, string Name, string Hash, ModelCard Card);
