using RedKube.Adapters.Redis.Workers;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.Redis.Tests.Workers;

public sealed class RedisWorkerRegistryTests : WorkerRegistryContract, IClassFixture<RedisFixture>
{
    private readonly RedisFixture redis;

    public RedisWorkerRegistryTests(RedisFixture redis)
    {
        this.redis = redis;
        Registry = new RedisWorkerRegistry(redis.Connect());
    }

    protected override IWorkerRegistry Registry { get; }

    [Fact]
    public async Task Beat_TheLast_GoesByItself()
    {
        await Registry.BeatAsync(new WorkerStatus("a"), default);

        Assert.InRange(redis.Database.KeyTimeToLive(RedisKeys.Workers)!.Value, TimeSpan.FromSeconds(1), IWorkerRegistry.KeptFor);
    }

    protected override void Advance(TimeSpan by) => redis.Advance(by);
}
