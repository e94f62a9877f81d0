namespace RedKube.Cli.Watching;

/// <summary>What is remembered of an image of a watched folder.</summary>
/// <param name="Bytes">Its length when it became a job.</param>
/// <param name="Modified">When it was changed last, ticks of UTC.</param>
internal sealed record WatchedFile(long Bytes, long Modified)
{
    /// <summary>The job that it became; null where it was refused.</summary>
    public string? Job { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public string? Refused { get; init; }

    /// <summary>Whether a file is as it was.</summary>
    /// <param name="other">What was seen.</param>
    public bool IsSameContent(WatchedFile other) => Bytes == other.Bytes && Modified == other.Modified;
}
