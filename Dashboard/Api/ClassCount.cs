namespace RedKube.Dashboard.Api;

/// <summary>Detections of one class.</summary>
/// <param name="Index">Index into the model's classes.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Count">How many.</param>
public sealed record ClassCount(int Index, string Name, long Count);
