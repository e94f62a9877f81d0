using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Api;

/// <summary>Why something was given up.</summary>
/// <param name="Code">RK and four digits.</param>
/// <param name="Kind">badInput, unsupported, transient or bug.</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
public sealed record FailureView(string Code, FailureKind Kind, string Message)
{
    /// <summary>Shows a failure.</summary>
    /// <param name="failure">The failure.</param>
    public static FailureView Of(JobFailure failure) => new(failure.Code.Text(), failure.Kind, failure.Message);
}
