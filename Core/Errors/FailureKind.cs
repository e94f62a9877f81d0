namespace RedKube.Core.Errors;

/// <summary>What kind of failure it was. The kind alone decides whether a region is tried again.</summary>
public enum FailureKind
{
    /// <summary>What was given cannot be used: a damaged image, a wrong option. Never retried.</summary>
    BadInput,

    /// <summary>What was asked for is valid but not supported. Never retried.</summary>
    Unsupported,

    /// <summary>A server, disk or device was away for a while. Retried with backoff.</summary>
    Transient,

    /// <summary>A fault of RedKube itself. Never retried.</summary>
    Bug,
}
