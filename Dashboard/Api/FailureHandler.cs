using Microsoft.AspNetCore.Diagnostics;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Api;

/// <summary>Turns what endpoints throw into problem details; what RedKube does not explain is logged and told without its inner words.</summary>
/// <param name="logger">The log.</param>
internal sealed class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        if (exception is RedKubeException known)
        {
            await Problems.Of(known).ExecuteAsync(httpContext);
            return true;
        }

        if (exception is BadHttpRequestException bad)
        {
            await TypedResults.Problem(bad.Message, statusCode: bad.StatusCode).ExecuteAsync(httpContext);
            return true;
        }

        DashboardLog.RequestFailed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        await Problems.Of(new RedKubeException(ErrorCode.Bug, $"{exception.GetType().Name}: the server's log says more. Please report it.")).ExecuteAsync(httpContext);
        return true;
    }
}
