namespace RedKube.Core.Outputs;

/// <summary>Tells one content of an output file from another.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record OutputStamp(long Bytes, string Sha256);
