namespace RedKube.Dashboard.Uploads;

/// <summary>What is kept of an upload beside its bytes. Immutable.</summary>
/// <param name="Id">32 hex digits: the folder's name.</param>
/// <param name="Name">What its owner calls it: shown, written into outputs, never a path.</param>
/// <param name="Length">Bytes announced.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="IsComplete">Whether all bytes are there and were found to be an image.</param>
internal sealed record UploadInfo(string Id, string Name, long Length, DateTimeOffset Created, bool IsComplete);
