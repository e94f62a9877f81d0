using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Redis;
using RedKube.Core.Jobs;

namespace RedKube.Bench.Queue;

/// <summary>Hosts on a Redis, as services have them: a connection each.</summary>
internal static class BenchServer
{
    /// <summary>One process' view of the queue.</summary>
    public static IHost Connect(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = connectionString;
        builder.Services.AddLogging();
        builder.AddRedKubeRedis();
        return builder.Build();
    }

    public static IWorkQueue Queue(this IHost host) => host.Services.GetRequiredService<IWorkQueue>();

    public static JobTicket Ticket(int number) => new(new JobId($"{number:x16}"), "model", "hash");
}
