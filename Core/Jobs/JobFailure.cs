using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>Why a job or one of its regions was given up.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
public sealed record JobFailure(ErrorCode Code, string Message)
{
    /// <summary>The kind of failure.</summary>
    public FailureKind Kind => Code.Kind();

    /// <summary>States an exception's cause; one that RedKube does not explain is a fault of its own.</summary>
    /// <param name="exception">What was thrown.</param>
    public static JobFailure Of(Exception exception) => exception is RedKubeException known
        ? new(known.Code, known.Message)
        : new(ErrorCode.Bug, $"{exception.GetType().Name}: {exception.Message}");
}
