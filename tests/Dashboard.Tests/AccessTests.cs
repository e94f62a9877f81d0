using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace RedKube.Dashboard.Tests;

public sealed class AccessTests : IAsyncLifetime
{
    private const string ViewerKey = "viewer-key-of-thirty-two-letters";
    private const string OperatorKey = "operator-key-of-thirty-2-letters";
    private DashboardServer server = null!;
    private string keys = "";

    public async Task InitializeAsync()
    {
        keys = Path.GetTempFileName();
        await File.WriteAllTextAsync(keys, $"# who may come in\nviewer {ViewerKey}\noperator {OperatorKey}\n");
        server = await DashboardServer.StartAsync(o => o with { ApiKeyFile = keys });
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        File.Delete(keys);
    }

    [Theory]
    [InlineData("/api/v1/jobs")]
    [InlineData("/api/v1/models")]
    [InlineData("/api/v1/cluster")]
    [InlineData("/api/v1/events")]
    [InlineData("/ogc")]
    [InlineData("/ogc/collections")]
    [InlineData("/tiles/jobs/0123456789abcdef/0/0/0.png")]
    public async Task Get_WithoutKey_IsUnauthorized(string path)
    {
        using var answer = await server.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Health_WithoutKey_Answers() => Assert.Equal("ok", (await server.GetAsync("/api/v1/health")).GetProperty("status").GetString());

    [Fact]
    public async Task Viewer_ReadsAndChangesNothing()
    {
        using var viewer = server.ClientWith(ViewerKey);

        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/v1/jobs")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsJsonAsync("/api/v1/jobs", new { image = "/x", model = "m" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync("/api/v1/models", new MultipartFormDataContent())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.DeleteAsync("/api/v1/jobs/0123456789abcdef")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SendAsync(Tus.Request(HttpMethod.Post, Tus.Path))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("/api/v1/images/info?image=/etc/passwd")).StatusCode);
    }

    [Fact]
    public async Task Operator_ByEitherHeader_MayChange()
    {
        using var client = server.ClientWith(OperatorKey);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/jobs/0123456789abcdef");
        request.Headers.Add("X-Api-Key", OperatorKey);

        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync("/api/v1/jobs/0123456789abcdef")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Session_ForAKey_LetsABrowserIn()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };
        var before = await browser.GetAsync("/api/v1/jobs");
        var signIn = await browser.PostAsJsonAsync("/api/v1/session", new { key = ViewerKey });
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single();
        var after = await browser.GetAsync("/api/v1/jobs");
        await browser.DeleteAsync("/api/v1/session");

        Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/jobs")).StatusCode);
    }

    [Fact]
    public async Task Change_WithTheCookieFromAnotherSite_IsForbidden()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };
        await browser.PostAsJsonAsync("/api/v1/session", new { key = OperatorKey });
        using var foreign = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/jobs/0123456789abcdef");
        foreign.Headers.Add("Origin", "https://elsewhere.example");
        using var own = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/jobs/0123456789abcdef");
        own.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(foreign)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(own)).StatusCode);
    }

    [Fact]
    public async Task WrongKeys_TenOfThem_ShutTheRightOneOutForAMinute()
    {
        var time = new ManualTime();
        await using var guarded = await DashboardServer.StartAsync(o => o with { ApiKeyFile = keys }, s => s.AddSingleton(new Safety.KeyGuard(time)));
        using var right = guarded.ClientWith(OperatorKey);
        var before = await right.GetAsync("/api/v1/models");
        for (var i = 0; i < 10; i++)
        {
            using var wrong = guarded.ClientWith($"wrong-key-number-{i:D8}");
            Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/api/v1/models")).StatusCode);
        }

        var during = await right.GetAsync("/api/v1/models");
        time.Advance(TimeSpan.FromSeconds(61));
        var after = await right.GetAsync("/api/v1/models");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK], new[] { before, during, after }.Select(static a => a.StatusCode));
    }

    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by) => now += by;
    }
}
