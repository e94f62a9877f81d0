namespace RedKube.Dashboard.Api;

/// <summary>Where a model is tried: one tile of an image.</summary>
/// <param name="Upload">Id of an upload; this or <paramref name="Image"/>.</param>
/// <param name="Image">An allowed path or address.</param>
/// <param name="X">Column of the tile's middle, pixels; null: the image's middle.</param>
/// <param name="Y">Row of the tile's middle, pixels; null: the image's middle.</param>
/// <param name="Confidence">0 to 1; null: the card's, else 0.25.</param>
public sealed record TryRequest(string? Upload, string? Image, double? X, double? Y, float? Confidence);
