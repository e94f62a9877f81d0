using System.Net;

namespace RedKube.Dashboard.Safety;

/// <summary>
/// What every request passes: security headers; no foreign host name while the server is open on loopback (a page elsewhere could otherwise reach it by a
/// name of its own, DNS rebinding); no change from another site's page, whose browser would bring the session's cookie along.
/// </summary>
/// <param name="next">What follows.</param>
/// <param name="access">How the server is protected.</param>
internal sealed class RequestGuard(RequestDelegate next, AccessRules access)
{
    /// <summary>What pages may load: nothing from elsewhere, no code and no styles in the page itself. What scripts set on an element's style is no style of the page.</summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Passes a request on, or refuses it.</summary>
    /// <param name="context">The request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        // Late, so that an answer that is begun anew after a failure carries them too.
        context.Response.OnStarting(static state =>
        {
            AddHeaders(((HttpContext)state).Response.Headers);
            return Task.CompletedTask;
        }, context);
        if (access is { IsOpen: true, AllowAnonymous: false } && !(IsLoopbackName(context.Request.Host.Host) && IsLoopback(context.Connection.LocalIpAddress)))
        {
            await TypedResults.Problem(
                "Without API key or OpenID Connect this server answers to localhost and loopback addresses only.", statusCode: StatusCodes.Status421MisdirectedRequest).ExecuteAsync(context);
            return;
        }

        if (IsForeignChange(context.Request))
        {
            await TypedResults.Problem(
                "The request comes from a page of another site. Programs send no Origin; pages must be this server's own.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    // Who sends a key in a header is no browser led astray; everybody else must be of this origin or say nothing of origins.
    private static bool IsForeignChange(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || KeyHandler.KeyOf(request) is not null)
        {
            return IsWebSocket(request) && !IsOwn(request);
        }

        return !IsOwn(request);
    }

    private static bool IsWebSocket(HttpRequest request) => request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
        {
            return false;
        }

        return request.Headers.Origin is not [{ } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
