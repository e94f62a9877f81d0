using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests.Queue;

/// <summary>What scalers read of a stream of tickets.</summary>
/// <param name="Length">Entries in it.</param>
/// <param name="Pending">Delivered and not acknowledged.</param>
/// <param name="Lag">Not delivered; null where Redis does not know, which must never be.</param>
internal sealed record StreamState(long Length, long Pending, long? Lag)
{
    public static StreamState Of(IDatabase database, string stream)
    {
        if (!database.KeyExists(stream))
        {
            return new StreamState(0, 0, 0);
        }

        var group = ((RedisResult[])database.Execute("XINFO", "GROUPS", stream)!).Select(static g => (RedisResult[])g!)
            .Select(static g => g.Chunk(2).ToDictionary(static p => (string)p[0]!, static p => p[1]))
            .Single(static g => (string?)g["name"] == RedisKeys.Group);
        return new StreamState((long)database.Execute("XLEN", stream), (long)group["pending"], group["lag"].IsNull ? null : (long)group["lag"]);
    }
}
