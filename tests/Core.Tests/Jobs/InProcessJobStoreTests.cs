using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class InProcessJobStoreTests : JobStoreContract
{
    private readonly ManualTime time = new();

    public InProcessJobStoreTests() => Store = new InProcessJobStore(time);

    protected override IJobStore Store { get; }

    protected override void Advance(TimeSpan by) => time.Advance(by);
}
