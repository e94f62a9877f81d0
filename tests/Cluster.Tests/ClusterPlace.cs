using System.Diagnostics;
using System.Globalization;
using RedKube.Cli.Hosting;
using RedKube.Cli.Tests;
using RedKube.Core.Outputs;
using RedKube.ServiceDefaults;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests;

/// <summary>A cluster of real processes on this machine: redis-server, tilers, workers, aggregators, a data folder, a scene and the sample model.</summary>
internal sealed class ClusterPlace : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly int side;
    private readonly List<(string Stage, ChildProcess Process)> processes = [];

    private ClusterPlace(int side, RedisServer redis, string connection, TimeSpan lease)
    {
        this.side = side;
        Redis = redis;
        Connection = connection;
        Lease = lease;
        Data = folder["data"];
        Image = Scene;
        Directory.CreateDirectory(Data);
    }

    /// <summary>Its Redis.</summary>
    public RedisServer Redis { get; }

    /// <summary>How services reach Redis; a proxy may stand between.</summary>
    public string Connection { get; }

    /// <summary>How long a lease lasts.</summary>
    public TimeSpan Lease { get; }

    /// <summary>The data folder.</summary>
    public string Data { get; set; }

    /// <summary>The image of jobs: the scene, or where it was copied to.</summary>
    public string Image { get; set; }

    /// <summary>The model of jobs.</summary>
    public string Model { get; set; } = "harbour";

    /// <summary>More variables of its processes.</summary>
    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The scene.</summary>
    public string Scene => folder["scene.tif"];

    /// <summary>A file of this cluster's folder.</summary>
    public string this[string name] => folder[name];

    /// <summary>The services that run, by stage.</summary>
    public IReadOnlyList<(string Stage, ChildProcess Process)> Services => processes;

    /// <summary>Starts Redis and makes the scene; no service runs yet.</summary>
    /// <param name="side">Side of the scene, pixels.</param>
    /// <param name="options">Redis' options.</param>
    /// <param name="lease">How long a lease lasts; null: as long as usual.</param>
    /// <param name="through">Gives the connection string for services from that of Redis; null: the same.</param>
    public static async Task<ClusterPlace> StartAsync(int side, RedisServerOptions? options = null, TimeSpan? lease = null, Func<RedisServer, string>? through = null)
    {
        var redis = await RedisServer.StartAsync(options);
        var place = new ClusterPlace(side, redis, through?.Invoke(redis) ?? redis.ConnectionString, lease ?? TimeSpan.FromSeconds(30));
        try
        {
            await File.WriteAllBytesAsync(place.Scene, Scenes.OfSide(side));
            return place;
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    /// <summary>What `detect` alone in one process makes of the scene: the output's bytes and the report. Found out once for each scene and options.</summary>
    /// <param name="options">More options.</param>
    public Task<(byte[] Bytes, string Report)> DetectAsync(params string[] options) => Scenes.DetectedAsync($"{side} {string.Join(' ', options)}", () => RunDetectAsync(options));

    private async Task<(byte[] Bytes, string Report)> RunDetectAsync(string[] options)
    {
        using var child = ChildProcess.Start(
            ["detect", Scene, "--model", "harbour", "--device", "cpu", "--output", folder["detect.geojson"], "--report", folder["detect.json"], "--fresh", .. options], folder.Path, Environment());
        var result = await child.EndAsync();
        return result.ExitCode == 0
            ? (await File.ReadAllBytesAsync(folder["detect.geojson"]), await File.ReadAllTextAsync(folder["detect.json"]))
            : throw new InvalidOperationException(result.Error);
    }

    /// <summary>Starts a service.</summary>
    /// <param name="stage">tiler, worker or aggregator.</param>
    /// <param name="options">More options.</param>
    public ChildProcess Start(string stage, params string[] options)
    {
        var process = ChildProcess.Start([stage, .. options], folder.Path, Environment());
        processes.Add((stage, process));
        return process;
    }

    /// <summary>Forgets a service that has ended.</summary>
    /// <param name="process">The service.</param>
    public void Forget(ChildProcess process)
    {
        processes.RemoveAll(p => p.Process == process);
        process.Dispose();
    }

    /// <summary>Starts `submit` of the scene.</summary>
    /// <param name="output">The output's name.</param>
    /// <param name="options">More options.</param>
    public ChildProcess Submit(string output, params string[] options) => ChildProcess.Start(
        ["submit", Image, "--model", Model, "--device", "cpu", "--output", StorageAddress.IsRemote(output) ? output : folder[output], .. options], folder.Path, Environment());

    /// <summary>Runs a command about the cluster to its end.</summary>
    /// <param name="arguments">jobs, cancel, …</param>
    public async Task<ChildResult> RunAsync(params string[] arguments)
    {
        using var child = Run(arguments);
        return await child.EndAsync();
    }

    /// <summary>Starts a command about the cluster.</summary>
    /// <param name="arguments">watch, jobs, …</param>
    public ChildProcess Run(params string[] arguments) => ChildProcess.Start(arguments, folder.Path, Environment());

    /// <summary>The cluster as the command line sees it, without what may stand between.</summary>
    public ClusterClient Client() => ClusterClient.Of(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [ServiceSettings.RedisKey] = Redis.ConnectionString,
        [ServiceSettings.DataKey] = Data,
    });

    /// <summary>Runs redis-cli.</summary>
    /// <param name="arguments">A command.</param>
    public async Task<string> RedisAsync(params string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", ["-p", Redis.Port.ToString(CultureInfo.InvariantCulture), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var answer = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        return answer.Trim();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in processes)
        {
            process.Dispose();
        }

        await Redis.DisposeAsync();
        folder.Dispose();
    }

    private Dictionary<string, string?> Environment() => new(Variables, StringComparer.Ordinal)
    {
        ["ConnectionStrings__redis"] = Connection,
        ["REDKUBE_DATA"] = Data,
        ["RedKube__Queue__LeaseTime"] = Lease.ToString("c", CultureInfo.InvariantCulture),
        ["RedKube__Queue__MaxAttempts"] = "100",
        ["RedKube__Queue__Backoff"] = "00:00:00.2",
        ["RedKube__Queue__LongestBackoff"] = "00:00:02",
        ["RedKube__RecoverEvery"] = "00:00:02",
        ["ORT_DISABLE_TELEMETRY"] = "1",
    };
}
