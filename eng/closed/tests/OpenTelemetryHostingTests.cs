using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace RedKube.Closed.Tests;

public sealed class OpenTelemetryHostingTests
{
    [Fact]
    public async Task Start_HostWithTracing_HandsEachSpanToTheProcessor()
    {
        using var source = new ActivitySource("closed.tests");
        var spans = new Spans();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("closed.*").AddProcessor(spans));
        builder.Services.AddOpenTelemetry();
        using var host = builder.Build();

        await host.StartAsync();
        source.StartActivity("read")?.Dispose();
        await host.StopAsync();

        Assert.Equal(["read"], spans.Names);
        Assert.Single(builder.Services, service => service.ImplementationType?.Name == "TelemetryHostedService");
    }

    private sealed class Spans : BaseProcessor<Activity>
    {
        public List<string> Names { get; } = [];

        public override void OnEnd(Activity data) => Names.Add(data.DisplayName);
    }
}
