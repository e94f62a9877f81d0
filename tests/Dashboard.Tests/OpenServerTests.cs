using System.Net;
using System.Net.Http.Json;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Tests;

public sealed class OpenServerTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    public async Task Start_OnAnOpenAddressWithoutKey_IsRefused(string urls)
    {
        var refusal = await Assert.ThrowsAsync<RedKubeException>(() => DashboardServer.StartAsync(urls: urls));

        Assert.Equal(ErrorCode.ServerUnprotected, refusal.Code);
    }

    [Fact]
    public async Task Change_WithTheDataFolderOnObjectStorage_IsRefusedAndMakesNoFolderOfThatName()
    {
        await using var remote = await DashboardServer.StartAsync(o => o with { DataFolder = "s3://bucket/data" });

        foreach (var (address, content) in new (string, HttpContent)[]
        {
            ("/api/v1/jobs", JsonContent.Create(new { image = remote.Image(), model = DashboardServer.SquaresModel })),
            ("/api/v1/models", new MultipartFormDataContent { { new ByteArrayContent([1]), "model", "m.onnx" } }),
        })
        {
            var answer = await remote.Client.PostAsync(address, content);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("redkube submit", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await remote.GetAsync("/api/v1/jobs")).GetProperty("total").GetInt32());
        Assert.False(Directory.Exists("s3:"));
    }

    [Fact]
    public async Task Request_UnderAForeignName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.Host = "rebound.example";

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await server.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Change_FromAnotherSitesPage_IsForbidden(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = JsonContent.Create(new { image = "/x", model = "m" }) };
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/health")]
    [InlineData("/api/v1/jobs")]
    [InlineData("/ogc")]
    [InlineData("/")]
    [InlineData("/nowhere")]
    public async Task Answer_ToAnything_CarriesTheSecurityHeaders(string path)
    {
        using var answer = await server.Client.GetAsync(path);

        Assert.Contains("script-src 'self'", string.Join(';', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", string.Join(';', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }
}
