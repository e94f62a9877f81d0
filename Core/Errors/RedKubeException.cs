namespace RedKube.Core.Errors;

/// <summary>An error that RedKube explains: its message says what was found, what was expected and what to do.</summary>
/// <param name="code">The code, listed in docs/errors.md; it also fixes the <see cref="Kind"/>.</param>
/// <param name="message">What was found, what was expected, what to do.</param>
/// <param name="inner">The cause, if another exception led here.</param>
public sealed class RedKubeException(ErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code, as in docs/errors.md.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>The kind of failure, which decides about retries.</summary>
    public FailureKind Kind => Code.Kind();
}
