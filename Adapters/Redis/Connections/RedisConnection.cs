using Microsoft.Extensions.Logging;
using RedKube.Core.Errors;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Connections;

/// <summary>
/// The one connection of this process. What runs through it may run twice, because an answer can be lost: scripts are written so that the second time
/// changes nothing and answers the same. Safe for any number of threads.
/// </summary>
/// <param name="connect">Gives the multiplexer; connects at the first call, and may block.</param>
/// <param name="options">How long to wait.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says when Redis is away and when it is back.</param>
internal sealed class RedisConnection(Func<IConnectionMultiplexer> connect, RedisOptions options, TimeProvider time, ILogger<RedisConnection> log)
{
    // Longer than any script takes: then the connection is taken for dead, though it may look alive (a frozen server, a cable that was cut).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private Task<IConnectionMultiplexer>? connecting;
    private IConnectionMultiplexer? suitable;
    private long? awaySince;
    private long saidAt;

    /// <summary>The clock that the scripts read, as Lua.</summary>
    public string Clock { get; init; } = RedisScript.ServerClock;

    /// <summary>Waits until Redis answers and can be used, as long as it takes.</summary>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="RedKubeException">RK5005 where it cannot be used.</exception>
    public Task ReadyPatientlyAsync(CancellationToken cancellation) => PersistAsync(static _ => Task.FromResult(true), null, cancellation);

    /// <summary>Runs a script until it was answered; where the caller cannot stop the waiting, for a while.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">ARGV.</param>
    /// <param name="cancellation">Gives the attempt up; the script may have run.</param>
    /// <exception cref="RedKubeException">RK5005 where Redis cannot be used; RK5001 where it did not answer in the time that was asked for, or refused for a reason that is not known.</exception>
    public Task<RedisResult> RunAsync(RedisScript script, RedisValue[] arguments, CancellationToken cancellation) =>
        PersistAsync(m => script.RunAsync(m.GetDatabase(), arguments), WithinFor(cancellation), cancellation);

    /// <summary>Like <see cref="RunAsync"/>, and waits as long as it takes.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">ARGV.</param>
    /// <param name="cancellation">Gives the attempt up; the script may have run.</param>
    public Task<RedisResult> RunPatientlyAsync(RedisScript script, RedisValue[] arguments, CancellationToken cancellation) =>
        PersistAsync(m => script.RunAsync(m.GetDatabase(), arguments), null, cancellation);

    /// <summary>Runs a command until it was answered.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="command">The command; may run more than once.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    public Task<T> RunAsync<T>(Func<IDatabaseAsync, Task<T>> command, CancellationToken cancellation) =>
        PersistAsync(m => command(m.GetDatabase()), WithinFor(cancellation), cancellation);

    /// <summary>Listens to a channel, through losses of the connection.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="heard">Called with each message; must return soon.</param>
    /// <param name="cancellation">Stops the attempt to begin, not the listening.</param>
    public Task ListenAsync(string channel, Action<string> heard, CancellationToken cancellation) => PersistAsync(
        async m =>
        {
            await m.GetSubscriber().SubscribeAsync(new RedisChannel(channel, RedisChannel.PatternMode.Literal), (_, message) => heard((string?)message ?? ""));
            return true;
        },
        null,
        cancellation);

    private TimeSpan? WithinFor(CancellationToken cancellation) => options.AnswerWithin ?? (cancellation.CanBeCanceled ? null : Patience);

    private async Task<T> PersistAsync<T>(Func<IConnectionMultiplexer, Task<T>> ask, TimeSpan? within, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var multiplexer = Volatile.Read(ref suitable) ?? await CheckAsync(cancellation).WaitAsync(Left(), time, cancellation);
                var answer = await ask(multiplexer).WaitAsync(Left(), time, cancellation);
                SayBack();
                return answer;
            }
            catch (Exception e) when (RedisFaults.IsAway(e))
            {
                Volatile.Write(ref suitable, null);
                SayAway(e);
                if (within is { } most && time.GetElapsedTime(begun) + pause > most)
                {
                    throw new RedKubeException(
                        ErrorCode.QueueAway, $"Redis did not answer within {most.TotalSeconds:0.#} s: {RedisFaults.Describe(e)} Check that it runs, and the connection string.", e);
                }
            }
            catch (RedisServerException e)
            {
                // What it says is new to us. Those who ask know only what RedKube explains, and nothing is lost by asking again later.
                throw new RedKubeException(
                    ErrorCode.QueueAway, $"Redis refused what it was asked: {RedisFaults.Describe(e)} Check its version, its settings and its log.", e);
            }

            await Task.Delay(pause, time, cancellation);
        }

        // A server that takes connections and says nothing must not be waited for longer than was asked.
        TimeSpan Left()
        {
            var left = within - time.GetElapsedTime(begun) ?? Patience;
            return left < TimeSpan.Zero ? TimeSpan.Zero : left < Patience ? left : Patience;
        }
    }

    private async Task<IConnectionMultiplexer> CheckAsync(CancellationToken cancellation)
    {
        var multiplexer = await ConnectedAsync().WaitAsync(cancellation);
        await RedisSuitability.RequireAsync(multiplexer.GetDatabase()).WaitAsync(Patience, time, cancellation);
        Volatile.Write(ref suitable, multiplexer);
        return multiplexer;
    }

    // On another thread, because connecting blocks; again where it failed.
    private Task<IConnectionMultiplexer> ConnectedAsync()
    {
        lock (gate)
        {
            return connecting is { IsFaulted: false } ? connecting : connecting = Task.Run(connect);
        }
    }

    private void SayAway(Exception e)
    {
        lock (gate)
        {
            if (awaySince is not null && time.GetElapsedTime(saidAt) < SayEvery)
            {
                return;
            }

            awaySince ??= time.GetTimestamp();
            saidAt = time.GetTimestamp();
        }

        Log.RedisAway(log, RedisFaults.Describe(e));
    }

    private void SayBack()
    {
        if (awaySince is null)
        {
            return;
        }

        TimeSpan away;
        lock (gate)
        {
            if (awaySince is not { } since)
            {
                return;
            }

            away = time.GetElapsedTime(since);
            awaySince = null;
        }

        Log.RedisBack(log, away);
    }
}
