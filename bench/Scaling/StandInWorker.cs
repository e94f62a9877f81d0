using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedKube.Adapters.Redis;
using RedKube.Core.Jobs;

namespace RedKube.Bench.Scaling;

/// <summary>
/// A worker without a model: a process that claims regions from the real queue, holds up to two, takes a fixed time for each, and gives back what it holds
/// when it is told to stop. It prints a line for each region: done, discarded or given back.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="work">Time a region.</param>
/// <param name="time">The clock.</param>
internal sealed class StandInWorker(IWorkQueue queue, TimeSpan work, TimeProvider time) : BackgroundService
{
    private readonly SemaphoreSlim device = new(1);

    /// <summary>The process: <c>scaling-worker CONNECTION MILLISECONDS</c>.</summary>
    public static int Run(string[] args)
    {
        var builder = HostOf(args[0]);
        var work = TimeSpan.FromMilliseconds(int.Parse(args[1], CultureInfo.InvariantCulture));
        builder.Services.AddHostedService(services => new StandInWorker(services.GetRequiredService<IWorkQueue>(), work, services.GetRequiredService<TimeProvider>()));
        builder.Build().Run();
        return 0;
    }

    /// <summary>A host with the real queue.</summary>
    public static HostApplicationBuilder HostOf(string connection)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:redis"] = connection;
        builder.AddRedKubeRedis();
        return builder;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(LaneAsync(stoppingToken), LaneAsync(stoppingToken));

    /// <inheritdoc/>
    public override void Dispose()
    {
        device.Dispose();
        base.Dispose();
    }

    private async Task LaneAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Lease lease;
            try
            {
                lease = await queue.ClaimAsync(WorkStage.Detect, [ScalingBench.Model], stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                await LeaseKeeper.RunAsync(queue, lease, TimeSpan.FromSeconds(10), time, WorkAsync, static _ => { }, stopping);
                Say(await queue.CompleteAsync(lease, CancellationToken.None) ? "done" : "discarded", lease);
            }
            catch (OperationCanceledException)
            {
                await queue.GiveBackAsync(lease, CancellationToken.None);
                Say("given-back", lease);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await device.WaitAsync(cancellation);
        try
        {
            await Task.Delay(work, time, cancellation);
        }
        finally
        {
            device.Release();
        }
    }

    private static void Say(string what, Lease lease) => Console.WriteLine($"{what} {lease.Item.Region}");
}
