using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using RedKube.ServiceDefaults;

namespace RedKube.Services.Tests;

public sealed class ServiceDefaultsTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Endpoints_HealthyService_AnswerInEveryEnvironment(string environment)
    {
        await using var app = await StartAsync(environment, HealthStatus.Healthy);

        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(app, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(app, "/alive"));
    }

    [Fact]
    public async Task Endpoints_DependencyAway_ServiceIsAliveButNotReady()
    {
        await using var app = await StartAsync("Production", HealthStatus.Unhealthy);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAsync(app, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(app, "/alive"));
    }

    private static async Task<WebApplication> StartAsync(string environment, HealthStatus dependency)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck("dependency", () => new HealthCheckResult(dependency));
        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpStatusCode> StatusOfAsync(WebApplication app, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
