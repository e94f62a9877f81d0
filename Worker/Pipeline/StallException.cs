using RedKube.Core.Errors;

namespace RedKube.Worker.Pipeline;

/// <summary>Something did not come back within the job's stall timeout: a failed attempt, whatever else its cause would mean.</summary>
/// <param name="cause">What did not come back.</param>
internal sealed class StallException(RedKubeException cause) : Exception(cause.Message, cause)
{
    /// <summary>What did not come back.</summary>
    public RedKubeException Cause { get; } = cause;
}
