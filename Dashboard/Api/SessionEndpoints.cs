using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Api;

/// <summary>/api/v1/session: a browser's session, for an API key or through the OpenID Connect provider.</summary>
internal static class SessionEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="api">/api/v1.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("session").WithTags("session");
        session.MapGet("", Who).WithName("session").WithSummary("Who asks, and what they may do.").AllowAnonymous();
        session.MapPost("", SignInAsync).WithName("signIn").WithSummary("Begins a session for an API key.").AllowAnonymous();
        session.MapDelete("", SignOutAsync).WithName("signOut").AllowAnonymous();
        session.MapGet("oidc", Challenge).WithName("signInOidc").WithSummary("Goes to the OpenID Connect provider.").AllowAnonymous();
    }

    private static Ok<SessionView> Who(ClaimsPrincipal user, AccessRules rules)
    {
        var role = user.IsInRole(Roles.Operator) ? Roles.Operator : user.IsInRole(Roles.Viewer) ? Roles.Viewer : null;
        return TypedResults.Ok(new SessionView(role, user.Identity?.Name, rules.HasKeys, rules.HasOidc));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignInAsync(SignInRequest request, HttpContext context, ApiKeys keys, KeyGuard guard, AccessRules rules)
    {
        var from = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!guard.MayTry(from) || keys.RoleOf(request.Key) is not { } role)
        {
            guard.Note(from);
            return TypedResults.Problem("The key is not known, or too many wrong ones came from this address: then wait a minute.", statusCode: StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, KeyHandler.Principal(role, role, CookieAuthenticationDefaults.AuthenticationScheme));
        return TypedResults.Ok(new SessionView(role, role, rules.HasKeys, rules.HasOidc));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }

    private static IResult Challenge(AccessRules rules) => rules.HasOidc
        ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [OpenIdConnectDefaults.AuthenticationScheme])
        : TypedResults.NotFound();
}
