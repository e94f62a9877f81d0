using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class InProcessWorkQueueTests : WorkQueueContract
{
    private readonly ManualTime time = new();

    private readonly InProcessWorkQueue queue;

    public InProcessWorkQueueTests() => queue = new InProcessWorkQueue(Options, time);

    protected override IWorkQueue Queue => queue;

    protected override Action? FoundNothing
    {
        set => queue.FoundNothing = value;
    }

    protected override void Advance(TimeSpan by) => time.Advance(by);
}
