using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Errors;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests.Connections;

public sealed class RedisConnectionTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData("NOREPLICAS Not enough good replicas to write.")]
    [InlineData("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.")]
    [InlineData("LOADING Redis is loading the dataset in memory")]
    public void IsAway_ServerThatCannotServeNow_IsWaitedFor(string words) => Assert.True(RedisFaults.IsAway(new RedisServerException(words)));

    [Fact]
    public async Task Run_RefusedForACauseThatIsNotKnown_SaysThatTheQueueIsAway()
    {
        var connection = redis.Connect();

        var error = await Assert.ThrowsAsync<RedKubeException>(() => connection.RunAsync(static db => db.ExecuteAsync("NO.SUCH.COMMAND"), CancellationToken.None));

        Assert.Equal(ErrorCode.QueueAway, error.Code);
        Assert.Contains("NO.SUCH.COMMAND", error.Message, StringComparison.Ordinal);
    }
}
