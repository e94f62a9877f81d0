using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RedKube.Dashboard.Safety;

/// <summary>Lets in who sends an API key: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. Where nothing protects the server, everybody is an operator.</summary>
/// <param name="options">Options of the scheme.</param>
/// <param name="logger">The log.</param>
/// <param name="encoder">Not used.</param>
/// <param name="keys">The keys.</param>
/// <param name="access">How the server is protected.</param>
/// <param name="guard">Counts wrong keys.</param>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, AccessRules access, KeyGuard guard)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "key";

    private const string Bearer = "Bearer ";

    /// <summary>The key that a request carries, or null.</summary>
    /// <param name="request">The request.</param>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"] is [{ Length: > 0 } key])
        {
            return key;
        }

        return request.Headers.Authorization is [{ } text] && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : null;
    }

    /// <summary>Who has a role.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="role">The role.</param>
    /// <param name="scheme">How they came in.</param>
    public static ClaimsPrincipal Principal(string name, string role, string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role)], scheme));

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (access.IsOpen)
        {
            return Task.FromResult(Success(Principal("anonymous", Roles.Operator, Name)));
        }

        if (KeyOf(Request) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var from = Context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!guard.MayTry(from))
        {
            return Task.FromResult(AuthenticateResult.Fail("Too many wrong keys came from this address; wait a minute."));
        }

        if (keys.RoleOf(key) is { } role)
        {
            return Task.FromResult(Success(Principal(role, role, Name)));
        }

        guard.Note(from);
        return Task.FromResult(AuthenticateResult.Fail("The key is not known."));
    }

    private static AuthenticateResult Success(ClaimsPrincipal who) => AuthenticateResult.Success(new AuthenticationTicket(who, Name));
}
