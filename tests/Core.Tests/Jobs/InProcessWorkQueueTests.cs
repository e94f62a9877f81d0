using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class InProcessWorkQueueTests : WorkQueueContract
{
    private readonly ManualTime time = new();

    public InProcessWorkQueueTests() => Queue = new InProcessWorkQueue(Options, time);

    protected override IWorkQueue Queue { get; }

    protected override void Advance(TimeSpan by) => time.Advance(by);
}
