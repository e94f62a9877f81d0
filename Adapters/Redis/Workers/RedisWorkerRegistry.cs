using System.Globalization;
using System.Text.Json;
using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Jobs;

namespace RedKube.Adapters.Redis.Workers;

/// <summary>Workers of all processes, as Redis heard of them.</summary>
/// <param name="redis">The connection.</param>
internal sealed class RedisWorkerRegistry(RedisConnection redis) : IWorkerRegistry
{
    private static readonly long Kept = (long)IWorkerRegistry.KeptFor.TotalMilliseconds;

    /// <inheritdoc/>
    public Task BeatAsync(WorkerStatus status, CancellationToken cancellation) =>
        redis.RunAsync(Script("worker_beat"), [status.Id, JsonSerializer.Serialize(status, JobJson.Options), Kept], cancellation);

    /// <inheritdoc/>
    public Task LeaveAsync(string id, CancellationToken cancellation) => redis.RunAsync(db => db.HashDeleteAsync(RedisKeys.Workers, id), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkerStatus>> ListAsync(CancellationToken cancellation)
    {
        var found = (string[])(await redis.RunAsync(Script("worker_list"), [Kept], cancellation))!;
        return [.. found.Chunk(2).Select(static f => Read(f[0], f[1])).OrderBy(static w => w.Id, StringComparer.Ordinal)];
    }

    private static WorkerStatus Read(string seen, string status) => JsonSerializer.Deserialize<WorkerStatus>(status, JobJson.Options)! with
    {
        Seen = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(seen, CultureInfo.InvariantCulture)),
    };

    private RedisScript Script(string name) => RedisScript.OfStore(name, redis.Clock);
}
