namespace RedKube.Core.Jobs;

/// <summary>Names a job: 16 hex digits of SHA-256 over its key and its output's address.</summary>
/// <param name="Value">16 lower-case hex digits.</param>
public readonly record struct JobId(string Value)
{
    /// <summary>Whether it can be the id of a job at all: what people type is checked before it becomes part of a path.</summary>
    public bool IsWellFormed => Value is { Length: 16 } && Value.All(char.IsAsciiHexDigitLower);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
