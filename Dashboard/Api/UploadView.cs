namespace RedKube.Dashboard.Api;

/// <summary>An uploaded image.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Length">Bytes announced.</param>
/// <param name="Offset">Bytes that are there.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="IsComplete">Whether it is whole and was found to be an image.</param>
public sealed record UploadView(string Id, string Name, long Length, long Offset, DateTimeOffset Created, bool IsComplete);
