using RedKube.Cli.Hosting;

namespace RedKube.Cluster.Tests;

/// <summary>What is left in Redis once all jobs have ended.</summary>
internal static class RedisState
{
    // Keys that stay for ever are listed; those of a job that has ended must run out, the rest must be gone.
    private const string Leftover = """
        local left = {}
        for _, key in ipairs(redis.call('KEYS', 'redkube:*')) do
          if (string.match(key, '^redkube:work:') or string.match(key, '^redkube:job:')) and redis.call('TTL', key) < 0 then
            table.insert(left, key)
          end
        end
        for _, key in ipairs({'redkube:leases', 'redkube:claims', 'redkube:delayed', 'redkube:models', 'redkube:malformed'}) do
          local kind = redis.call('TYPE', key).ok
          if kind ~= 'none' then table.insert(left, key .. ' (' .. kind .. ')') end
        end
        return left
        """;

    private const string Stuck = """
        local stuck = {}
        for _, key in ipairs(redis.call('KEYS', 'redkube:*')) do
          if redis.call('TYPE', key).ok == 'stream' then
            local ok, pending = pcall(redis.call, 'XPENDING', key, 'redkube')
            if ok and pending[1] and pending[1] > 0 then table.insert(stuck, key .. ': ' .. pending[1] .. ' pending') end
          end
        end
        return stuck
        """;

    /// <summary>Waits until nothing of jobs that have ended is left, no message is stuck and no work is counted.</summary>
    /// <param name="place">The cluster; its services run.</param>
    /// <param name="client">The same as a client sees it.</param>
    public static async Task RequireCleanAsync(ClusterPlace place, ClusterClient client)
    {
        var found = "";
        try
        {
            await Waiting.UntilAsync(
                "a clean Redis",
                async () =>
                {
                    found = await place.RedisAsync("EVAL", Leftover, "0") + await place.RedisAsync("EVAL", Stuck, "0");
                    var depths = await client.Queue.DepthsAsync(CancellationToken.None);
                    var busy = depths.Where(static d => d.Ready + d.Leased + d.Delayed + d.Paused + d.Dead > 0).ToArray();
                    found += string.Join("; ", busy.Select(static d => d.ToString()));
                    return found.Length == 0;
                },
                pauseMilliseconds: 200);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"Redis still holds: {found}", e);
        }
    }
}
