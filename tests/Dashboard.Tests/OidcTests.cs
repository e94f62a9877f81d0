using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RedKube.Dashboard.Tests;

/// <summary>Tokens of a provider that runs in this process on a loopback port.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private readonly RSA rsa = RSA.Create(2048);
    private WebApplication provider = null!;
    private DashboardServer server = null!;

    private string Authority => provider.Urls.First();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        provider = builder.Build();
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = "1" });
        provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Authority, jwks_uri = Authority + "/keys", authorization_endpoint = Authority + "/authorize", token_endpoint = Authority + "/token" }));
        provider.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = key.N, e = key.E } } }));
        await provider.StartAsync();
        server = await DashboardServer.StartAsync(o => o with { Oidc = new OidcOptions { Authority = Authority, ClientId = "redkube" } });
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await provider.DisposeAsync();
        rsa.Dispose();
    }

    [Fact]
    public async Task Token_OfTheProvider_GivesItsRole()
    {
        using var viewer = server.ClientWith(Token("viewer"));
        using var manager = server.ClientWith(Token("operator"));

        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/v1/jobs")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.DeleteAsync("/api/v1/jobs/0123456789abcdef")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.DeleteAsync("/api/v1/jobs/0123456789abcdef")).StatusCode);
        Assert.Equal("operator", (await (await manager.GetAsync("/api/v1/session")).Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("role").GetString());
    }

    [Fact]
    public async Task Token_ThatDoesNotHold_IsUnauthorized()
    {
        using var foreign = RSA.Create(2048);
        string[] tokens =
        [
            Token("operator", audience: "another"),
            Token("operator", issuer: "https://elsewhere.example"),
            Token("operator", expired: true),
            Token("operator", key: foreign),
            Token("operator")[..^4] + "AAAA",
        ];

        foreach (var token in tokens)
        {
            using var client = server.ClientWith(token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/jobs")).StatusCode);
        }
    }

    [Fact]
    public async Task Token_WithoutARole_IsForbidden()
    {
        using var nobody = server.ClientWith(Token("guest"));

        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync("/api/v1/jobs")).StatusCode);
    }

    [Fact]
    public async Task SignIn_OfABrowser_LeadsToTheProviderWithPkce()
    {
        using var answer = await server.Client.GetAsync("/api/v1/session/oidc");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(Authority + "/authorize", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", answer.Headers.Location.Query, StringComparison.Ordinal);
        Assert.Contains("response_type=code", answer.Headers.Location.Query, StringComparison.Ordinal);
    }

    private string Token(string role, string? issuer = null, string audience = "redkube", bool expired = false, RSA? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            Audience = audience,
            NotBefore = now.AddHours(-3),
            IssuedAt = now.AddHours(-3),
            Expires = expired ? now.AddHours(-2) : now.AddHours(1),
            Claims = new Dictionary<string, object> { ["roles"] = role, ["name"] = "Tester" },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }
}
