using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Api;

/// <summary>Failures as problem details (RFC 9457), with RedKube's code where there is one.</summary>
internal static class Problems
{
    /// <summary>The problem of a failure that RedKube explains.</summary>
    /// <param name="failure">The failure.</param>
    public static ProblemHttpResult Of(RedKubeException failure) => TypedResults.Problem(
        detail: failure.Message,
        statusCode: Status(failure.Code),
        title: failure.Code.ToString(),
        type: $"urn:redkube:error:{failure.Code.Text()}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = failure.Code.Text(), ["kind"] = failure.Code.Kind() });

    /// <summary>The status of a code.</summary>
    /// <param name="code">The code.</param>
    public static int Status(ErrorCode code) => code switch
    {
        ErrorCode.JobNotFound or ErrorCode.ModelNotFound or ErrorCode.ImageNotFound => StatusCodes.Status404NotFound,
        ErrorCode.InputNotAllowed => StatusCodes.Status403Forbidden,
        ErrorCode.ImageTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.OutputForeign or ErrorCode.JobFolderLocked or ErrorCode.ModelNameTaken or ErrorCode.ImageChanged => StatusCodes.Status409Conflict,
        ErrorCode.OptionOutOfRange or ErrorCode.OptionsConflict or ErrorCode.FormatUnknown => StatusCodes.Status400BadRequest,
        ErrorCode.NoSpace => StatusCodes.Status507InsufficientStorage,
        ErrorCode.Bug => StatusCodes.Status500InternalServerError,
        _ => code.Kind() == FailureKind.Transient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity,
    };
}
