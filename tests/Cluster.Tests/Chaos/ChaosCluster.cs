using System.Globalization;
using RedKube.Cli.Tests;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests.Chaos;

/// <summary>A cluster behind a proxy, on a small disk where that can be had, whose parts can be broken.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    /// <summary>How long a lease lasts here.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly TcpProxy proxy;
    private readonly SmallDisk? disk;
    private readonly Random random;
    private readonly Action<string> log;

    private ChaosCluster(ClusterPlace place, TcpProxy proxy, SmallDisk? disk, Random random, Action<string> log)
    {
        Place = place;
        this.proxy = proxy;
        this.disk = disk;
        this.random = random;
        this.log = log;
    }

    /// <summary>The cluster.</summary>
    public ClusterPlace Place { get; }

    /// <summary>How often each fault was injected.</summary>
    public Dictionary<Fault, int> Injected { get; } = [];

    /// <summary>Starts it: two tilers, workers, two aggregators.</summary>
    /// <param name="side">Side of the scene, pixels.</param>
    /// <param name="workers">Workers.</param>
    /// <param name="appendFsync">everysec or always.</param>
    /// <param name="random">Decides who is hit.</param>
    /// <param name="log">Told of each fault.</param>
    public static async Task<ChaosCluster> StartAsync(int side, int workers, string appendFsync, Random random, Action<string> log)
    {
        TcpProxy? between = null;
        var place = await ClusterPlace.StartAsync(side, new RedisServerOptions { AppendFsync = appendFsync }, Lease, redis =>
        {
            between = new TcpProxy(() => redis.Port);
            return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{between.Port},connectTimeout=2000");
        });
        var cluster = new ChaosCluster(place, between!, SmallDisk.TryMount(place.Data, 64), random, log);
        if (cluster.disk is null)
        {
            log("No disk can be filled: mounting one is not allowed here.");
        }

        foreach (var stage in new[] { "tiler", "tiler", "aggregator", "aggregator" }.Concat(Enumerable.Repeat("worker", workers)))
        {
            cluster.Start(stage);
        }

        return cluster;
    }

    /// <summary>Faults that can be injected here.</summary>
    public IReadOnlyList<Fault> Possible => [.. Enum.GetValues<Fault>().Where(f => f != Fault.FillDisk || disk is not null)];

    /// <summary>Faults that were injected while no job was under way: they hit the cluster before the next one.</summary>
    public int BetweenJobs { get; private set; }

    /// <summary>Breaks something, and mends it after a while where it does not mend itself.</summary>
    /// <param name="fault">What is broken.</param>
    /// <param name="isIdle">Whether the job has ended.</param>
    public async Task InjectAsync(Fault fault, bool isIdle)
    {
        Injected[fault] = Injected.GetValueOrDefault(fault) + 1;
        BetweenJobs += isIdle ? 1 : 0;
        switch (fault)
        {
            case Fault.KillWorker:
                await KillAsync("worker");
                break;
            case Fault.KillTiler:
                await KillAsync("tiler");
                break;
            case Fault.KillAggregator:
                await KillAsync("aggregator");
                break;
            case Fault.StopPastLease:
                await StopAsync();
                break;
            case Fault.RestartRedis:
                log("Redis is killed");
                await Place.Redis.KillAsync();
                await PauseAsync(0.2);
                await Place.Redis.StartAgainAsync();
                break;
            case Fault.CutConnections:
                log($"{proxy.Cut(refuse: true)} connections are cut");
                await PauseAsync(0.5);
                proxy.Allow();
                break;
            case Fault.FlushAll:
                log($"FLUSHALL: {await Place.RedisAsync("FLUSHALL")}");
                break;
            case Fault.FillDisk:
                log("the disk is full");
                disk!.Fill();
                await PauseAsync(1.5);
                disk.Free();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in Place.Services.ToArray())
        {
            process.Signal(9);
            await process.EndAsync();
        }

        disk?.Dispose();
        await proxy.DisposeAsync();
        await Place.DisposeAsync();
    }

    // A pause is part of the fault: how long something stays broken.
    private static Task PauseAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds));

    private void Start(string stage) => Place.Start(stage, stage == "worker" ? ["--threads", "1"] : []);

    private async Task KillAsync(string stage)
    {
        var process = Pick(stage);
        log($"kill -9 of {stage} {process.Id}");
        process.Signal(9);
        await process.EndAsync();
        Place.Forget(process);
        Start(stage);
    }

    private async Task StopAsync()
    {
        const int Stop = 19;
        const int Continue = 18;
        var (stage, process) = Place.Services[random.Next(Place.Services.Count)];
        log($"{stage} {process.Id} stands still past its lease");
        process.Signal(Stop);
        await PauseAsync(1.5 * Lease.TotalSeconds);
        process.Signal(Continue);
    }

    private ChildProcess Pick(string stage)
    {
        var all = Place.Services.Where(s => s.Stage == stage).ToArray();
        return all[random.Next(all.Length)].Process;
    }
}
