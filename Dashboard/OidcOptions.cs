namespace RedKube.Dashboard;

/// <summary>An OpenID Connect provider whose users may come in: browsers by the code flow, programs by bearer tokens.</summary>
public sealed record OidcOptions
{
    /// <summary>The issuer's address; its /.well-known/openid-configuration is read.</summary>
    public required string Authority { get; init; }

    /// <summary>This dashboard's name at the provider; also the audience that tokens must have.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client's secret; null: a public client with PKCE.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The claim that holds <c>viewer</c> or <c>operator</c>.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Reads what the environment says.</summary>
    /// <param name="configuration">REDKUBE_OIDC_AUTHORITY, REDKUBE_OIDC_CLIENT_ID, REDKUBE_OIDC_CLIENT_SECRET_FILE, REDKUBE_OIDC_ROLE_CLAIM.</param>
    /// <returns>Null where no authority is named.</returns>
    public static OidcOptions? From(IConfiguration configuration)
    {
        if (configuration["REDKUBE_OIDC_AUTHORITY"] is not { Length: > 0 } authority)
        {
            return null;
        }

        var secret = configuration["REDKUBE_OIDC_CLIENT_SECRET_FILE"];
        return new OidcOptions
        {
            Authority = authority,
            ClientId = configuration["REDKUBE_OIDC_CLIENT_ID"] ?? "redkube",
            ClientSecret = secret is { Length: > 0 } ? File.ReadAllText(secret).Trim() : null,
            RoleClaim = configuration["REDKUBE_OIDC_ROLE_CLAIM"] ?? "roles",
        };
    }
}
