using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RedKube.Dashboard.Safety;

/// <summary>Sets up who comes in: API keys, sessions of browsers, tokens of an OpenID Connect provider.</summary>
internal static class AccessSetup
{
    /// <summary>The scheme that chooses one of the others by what a request carries.</summary>
    public const string Chooser = "redkube";

    /// <summary>Name of the session's cookie.</summary>
    public const string Cookie = "redkube-session";

    private static readonly string[] ForPrograms = ["/api", "/ogc", "/tiles"];
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The dashboard's options.</param>
    public static void Add(IServiceCollection services, DashboardOptions options)
    {
        var keys = ApiKeys.Read(options.ApiKeyFile);
        var rules = new AccessRules(keys.Any, options.Oidc is not null, options.AllowAnonymous);
        services.AddSingleton(keys).AddSingleton(rules).TryAddSingleton<KeyGuard>();
        var authentication = services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, chooser => chooser.ForwardDefaultSelector = context => Choose(context, rules))
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null)
            .AddCookie(cookie => SetUp(cookie));
        if (options.Oidc is { } oidc)
        {
            authentication.AddJwtBearer(bearer => SetUp(bearer, oidc)).AddOpenIdConnect(connect => SetUp(connect, oidc));
        }

        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Viewer, static policy => policy.RequireRole(Roles.Viewer, Roles.Operator))
            .AddPolicy(Roles.Operator, static policy => policy.RequireRole(Roles.Operator))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(Roles.Viewer, Roles.Operator).Build());
    }

    private static string Choose(HttpContext context, AccessRules rules)
    {
        if (rules.IsOpen)
        {
            return KeyHandler.Name;
        }

        if (KeyHandler.KeyOf(context.Request) is { } key)
        {
            return rules.HasOidc && key.Count(static c => c == '.') == 2 ? JwtBearerDefaults.AuthenticationScheme : KeyHandler.Name;
        }

        return context.Request.Cookies.ContainsKey(Cookie) || WantsPage(context.Request) ? CookieAuthenticationDefaults.AuthenticationScheme : KeyHandler.Name;
    }

    private static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !Array.Exists(ForPrograms, p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    private static void SetUp(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Cookie;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionLength;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/sign-in";
        cookie.Events.OnRedirectToLogin = static context => PageOrStatus(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = static context => PageOrStatus(context, StatusCodes.Status403Forbidden);
    }

    private static Task PageOrStatus(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (WantsPage(context.Request))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    private static void SetUp(JwtBearerOptions bearer, OidcOptions oidc)
    {
        bearer.Authority = oidc.Authority;
        bearer.Audience = oidc.ClientId;
        bearer.RequireHttpsMetadata = !IsLoopback(oidc.Authority);
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters.RoleClaimType = oidc.RoleClaim;
        bearer.TokenValidationParameters.NameClaimType = "name";
    }

    private static void SetUp(OpenIdConnectOptions connect, OidcOptions oidc)
    {
        connect.Authority = oidc.Authority;
        connect.ClientId = oidc.ClientId;
        connect.ClientSecret = oidc.ClientSecret;
        connect.RequireHttpsMetadata = !IsLoopback(oidc.Authority);
        connect.ResponseType = "code";
        connect.UsePkce = true;
        connect.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        connect.MapInboundClaims = false;
        connect.TokenValidationParameters.RoleClaimType = oidc.RoleClaim;
        connect.TokenValidationParameters.NameClaimType = "name";
        connect.SaveTokens = false;
    }

    // A provider on this machine, as in tests, needs no certificate.
    private static bool IsLoopback(string authority) => Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
