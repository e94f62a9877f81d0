using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>An object that is there.</summary>
/// <param name="Stamp">Its content: the hash that we stored with it, or, where somebody else wrote it, one that no file of ours has.</param>
/// <param name="ETag">The server's mark of this version.</param>
/// <param name="Modified">When it was stored, by the server's clock; null where it does not say.</param>
internal sealed record S3Object(OutputStamp Stamp, string ETag, DateTimeOffset? Modified);
