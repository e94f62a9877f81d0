using Microsoft.Extensions.Logging.Abstractions;
using RedKube.Adapters.Redis.Queue;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.Redis.Tests.Queue;

public sealed class RedisWorkQueueTests : WorkQueueContract, IClassFixture<RedisFixture>
{
    private readonly RedisFixture redis;
    private readonly RedisWorkQueue queue;

    public RedisWorkQueueTests(RedisFixture redis)
    {
        this.redis = redis;
        queue = new RedisWorkQueue(redis.Connect(), Options, TimeProvider.System, NullLogger<RedisWorkQueue>.Instance);
    }

    protected override IWorkQueue Queue => queue;

    protected override Action? FoundNothing
    {
        set => queue.FoundNothing = value;
    }

    protected override void Advance(TimeSpan by) => redis.Advance(by);
}
