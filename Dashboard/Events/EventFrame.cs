namespace RedKube.Dashboard.Events;

/// <summary>One event as it goes over the wire, made once for all who listen.</summary>
/// <param name="Number">Its place in the channel, rising by 1.</param>
/// <param name="IsState">Whether a later one of the same kind makes it needless.</param>
/// <param name="IsLast">Whether nothing follows.</param>
/// <param name="Bytes">id, event and data lines with the empty line.</param>
internal sealed record EventFrame(long Number, bool IsState, bool IsLast, ReadOnlyMemory<byte> Bytes);
