namespace RedKube.Core.Jobs;

/// <summary>Names a job: 16 hex digits of SHA-256 over its key and its output's address.</summary>
/// <param name="Value">16 lower-case hex digits.</param>
public readonly record struct JobId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
