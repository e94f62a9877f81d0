using System.Collections.Concurrent;
using System.Text;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Connections;

/// <summary>One script of the folder Scripts, with the parts that it builds on. Runs by its hash; loads itself where the server does not have it.</summary>
internal sealed class RedisScript
{
    /// <summary>How scripts read the time: Redis' own clock, in milliseconds. Tests put a clock of theirs in its place.</summary>
    public const string ServerClock = "local t = redis.call('TIME') return t[1] * 1000 + math.floor(t[2] / 1000)";

    private static readonly ConcurrentDictionary<(string Name, string Clock), RedisScript> Made = [];
    private readonly string text;
    private byte[]? hash;

    private RedisScript(string name, string clock, params string[] parts)
    {
        var head = new StringBuilder("local K = {");
        foreach (var (key, value) in RedisKeys.All)
        {
            head.Append($" {key} = '{value}',");
        }

        head.Append($" TurnLength = {QueueOptions.TurnLength} }}\nlocal function now() ").Append(clock).Append(" end\n");
        text = string.Concat(parts.Append(name).Select(Source).Prepend(head.ToString()));
    }

    /// <summary>A script on the queue.</summary>
    /// <param name="name">Its file's stem.</param>
    /// <param name="clock">Lua that returns the time in milliseconds.</param>
    public static RedisScript OfQueue(string name, string clock) => Made.GetOrAdd((name, clock), static k => new RedisScript(k.Name, k.Clock, "queue", "work"));

    /// <summary>A script on jobs and workers.</summary>
    /// <param name="name">Its file's stem.</param>
    /// <param name="clock">Lua that returns the time in milliseconds.</param>
    public static RedisScript OfStore(string name, string clock) => Made.GetOrAdd((name, clock), static k => new RedisScript(k.Name, k.Clock, "jobs"));

    /// <summary>Runs it.</summary>
    /// <param name="database">Where.</param>
    /// <param name="arguments">ARGV.</param>
    public async Task<RedisResult> RunAsync(IDatabaseAsync database, RedisValue[] arguments)
    {
        while (true)
        {
            var known = Volatile.Read(ref hash) ?? await LoadAsync(database);
            try
            {
                return await database.ScriptEvaluateAsync(known, [], arguments);
            }
            catch (RedisServerException e) when (e.Message.Contains("NOSCRIPT", StringComparison.Ordinal))
            {
                await LoadAsync(database);
            }
        }
    }

    private async Task<byte[]> LoadAsync(IDatabaseAsync database)
    {
        var loaded = Convert.FromHexString((string)(await database.ExecuteAsync("SCRIPT", "LOAD", text))!);
        Volatile.Write(ref hash, loaded);
        return loaded;
    }

    private static string Source(string name)
    {
        using var stream = typeof(RedisScript).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no script {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd() + "\n";
    }
}
