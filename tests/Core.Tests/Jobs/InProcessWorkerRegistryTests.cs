using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class InProcessWorkerRegistryTests : WorkerRegistryContract
{
    private readonly ManualTime time = new();

    public InProcessWorkerRegistryTests() => Registry = new InProcessWorkerRegistry(time);

    protected override IWorkerRegistry Registry { get; }

    protected override void Advance(TimeSpan by) => time.Advance(by);
}
