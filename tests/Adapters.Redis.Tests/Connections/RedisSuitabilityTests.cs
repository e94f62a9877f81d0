using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Errors;

namespace RedKube.Adapters.Redis.Tests.Connections;

public sealed class RedisSuitabilityTests
{
    [Theory]
    [InlineData("# Server\r\nredis_version:7.0.15\r\nexecutable:/usr/bin/redis-server\r\n\r\n# Memory\r\nmaxmemory_policy:noeviction\r\n# Cluster\r\ncluster_enabled:0\r\n")]
    [InlineData("redis_version:8.2.1\n")]
    [InlineData("")]
    public void Require_ServerThatWillDo_IsTaken(string info) => RedisSuitability.Require(RedisSuitability.Parse(info));

    [Theory]
    [InlineData("redis_version:6.2.14\r\n", "6.2.14")]
    [InlineData("redis_version:seven\r\n", "seven")]
    [InlineData("redis_version:7.0.15\r\nmaxmemory_policy:allkeys-lru\r\n", "allkeys-lru")]
    [InlineData("redis_version:7.0.15\r\ncluster_enabled:1\r\n", "Cluster")]
    public void Require_AnyOther_IsRefusedWithWhatWasFound(string info, string found)
    {
        var error = Assert.Throws<RedKubeException>(() => RedisSuitability.Require(RedisSuitability.Parse(info)));

        Assert.Equal(ErrorCode.QueueServerUnsuitable, error.Code);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }
}
