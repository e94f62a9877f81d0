using Microsoft.Extensions.Logging.Abstractions;
using RedKube.Adapters.Redis.Connections;
using RedKube.Tests.Shared;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests;

/// <summary>A server for the tests of a class, with a clock that moves when it is told to.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private const string ClockKey = "test:clock";
    private RedisServer? server;
    private ConnectionMultiplexer? multiplexer;

    internal IDatabase Database => Multiplexer.GetDatabase();

    private ConnectionMultiplexer Multiplexer => multiplexer ?? throw new InvalidOperationException("The server is not up.");

    public async Task InitializeAsync()
    {
        server = await RedisServer.StartAsync();
        multiplexer = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",syncTimeout=30000");
    }

    public async Task DisposeAsync()
    {
        multiplexer?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Empties the server and sets the clock. For each test.</summary>
    internal RedisConnection Connect()
    {
        Database.Execute("FLUSHALL");
        SetClock();
        return Open();
    }

    /// <summary>Sets the clock to its beginning.</summary>
    internal void SetClock() => Database.StringSet(ClockKey, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());

    /// <summary>Bytes that the server has sent to all its clients.</summary>
    internal long SentBytes() => long.Parse(
        ((string)Database.Execute("INFO", "stats")!).Split('\n').Single(static l => l.StartsWith("total_net_output_bytes:", StringComparison.Ordinal)).Split(':')[1],
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>RedKube's keys, in order.</summary>
    internal List<string> Keys() => [.. ((string[])Database.Execute("KEYS", RedisKeys.Prefix + "*")!).Order(StringComparer.Ordinal)];

    /// <summary>A connection by the server's clock of the tests, as another process would have it.</summary>
    internal RedisConnection Open() => new(() => Multiplexer, new RedisOptions(), TimeProvider.System, NullLogger<RedisConnection>.Instance)
    {
        Clock = $"return tonumber(redis.call('GET', '{ClockKey}'))",
    };

    /// <summary>Moves the clock as if claims had been served all the while, and tells those who wait.</summary>
    internal void Advance(TimeSpan by)
    {
        Jump(by);
        if (Database.KeyExists(RedisKeys.Served))
        {
            Database.StringIncrement(RedisKeys.Served, (long)by.TotalMilliseconds);
        }

        Database.Publish(new RedisChannel(RedisKeys.WakeChannel, RedisChannel.PatternMode.Literal), "");
    }

    /// <summary>Moves the clock as if nobody had been served, as when Redis was away.</summary>
    internal void Jump(TimeSpan by) => Database.StringIncrement(ClockKey, (long)by.TotalMilliseconds);
}
