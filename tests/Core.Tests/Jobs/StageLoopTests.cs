using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class StageLoopTests : IAsyncDisposable
{
    private static readonly JobTicket Ticket = new(new JobId("0123456789abcdef"), "m", "h");
    private readonly ManualTime time = new();
    private readonly InProcessWorkQueue inner;
    private readonly UnsteadyQueue queue;
    private readonly RecordingWork work = new();
    private readonly CancellationTokenSource stopping = new();
    private Task? loop;

    public StageLoopTests()
    {
        inner = new InProcessWorkQueue(new QueueOptions(), time);
        queue = new UnsteadyQueue(inner, time);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await (loop ?? Task.CompletedTask).WaitAsync(TimeSpan.FromSeconds(30));
        stopping.Dispose();
    }

    [Fact]
    public async Task Run_QueueAwayForAWhile_WaitsLongerEachTimeAndGoesOn()
    {
        queue.ClaimsThatFail = 4;
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => work.Done == 1, advance: true);
        Assert.Equal([1, 2, 4, 8], work.Waits.Select(static w => w.TotalSeconds));
        var claims = queue.Claims.Take(5).ToArray();
        Assert.All(work.Waits.Zip(claims, claims[1..]), static t => Assert.True(t.Third - t.Second >= t.First, $"{t.Third - t.Second} instead of {t.First}"));
    }

    [Fact]
    public async Task Run_WorkDoneButQueueAway_CompletesOnceItIsBack()
    {
        queue.CompletionsThatFail = 2;
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => work.Completed == 1, advance: true);
        Assert.Equal(1, work.Done);
        Assert.DoesNotContain(await inner.DepthsAsync(CancellationToken.None), static d => d.Ready + d.Leased + d.Delayed > 0);
    }

    [Fact]
    public async Task Run_DiskFull_GivesBackWithoutCountingAndWaits()
    {
        work.Fail = static run => run <= 7 ? new RedKubeException(ErrorCode.NoSpace, "full") : null;
        work.Verdict = FailureVerdict.Away;
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => work.Completed == 1, advance: true);
        Assert.Equal(30, work.Waits[^1].TotalSeconds);
        Assert.All(work.Attempts, static attempt => Assert.Equal(1, attempt));
        Assert.Equal(0, work.GivenUp);
    }

    [Fact]
    public async Task Run_OutputOfOneJobHasNoSpace_HoldsUpNoOther()
    {
        work.FailOf = static item => item.Job == Ticket.Job ? new RedKubeException(ErrorCode.NoSpace, "full") : null;
        work.Verdict = FailureVerdict.Deferred;
        await inner.EnqueueJobAsync(Ticket with { Priority = 1 }, CancellationToken.None);
        await inner.EnqueueJobAsync(Ticket with { Job = new JobId("00000000000000ff") }, CancellationToken.None);
        Start();

        await Until(() => work.Completed == 1);
        await Until(() => work.Waits.Count >= 6, advance: true);
        Assert.Equal([1, 2, 4, 8, 16, 30], work.Waits.Take(6).Select(static w => w.TotalSeconds));
        Assert.All(work.Attempts, static attempt => Assert.Equal(1, attempt));
        Assert.Equal(0, work.GivenUp);
    }

    [Fact]
    public async Task Run_SeveralAtOnce_OneThatHangsHoldsUpNoOther()
    {
        work.HangOf = static item => item.Job == Ticket.Job;
        await inner.EnqueueJobAsync(Ticket with { Priority = 1 }, CancellationToken.None);
        await inner.EnqueueJobAsync(Ticket with { Job = new JobId("00000000000000ff") }, CancellationToken.None);

        Start(atOnce: 2);

        await Until(() => work.Completed == 1);
        Assert.Equal(2, work.Begun);
    }

    [Fact]
    public async Task Run_MessageOfANewerVersion_ClaimsNothingMore()
    {
        queue.ClaimsThatFail = 1;
        queue.Failure = static () => new RedKubeException(ErrorCode.MessageNewer, "version 2");
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => queue.Claims.Count == 1);
        for (var i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Single(queue.Claims);
        Assert.Empty(work.Waits);
        Assert.False(loop!.IsCompleted);
        await stopping.CancelAsync();
        await loop.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Run_FailureOfTheJob_IsGivenUpOnce()
    {
        work.Fail = static _ => new RedKubeException(ErrorCode.ImageUnreadable, "no image");
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => work.GivenUp == 1);
        Assert.Empty(work.Waits);
    }

    [Fact]
    public async Task Run_RenewalsFailForAnUnforeseenCause_GoesOnRenewingAndCompletes()
    {
        var release = new TaskCompletionSource();
        queue.RenewalFailure = static renewal => renewal is 1 or 2 ? new InvalidOperationException("NOBODY FORESAW THIS") : null;
        work.Until = release.Task;
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => queue.Renewals >= 8, advance: true);
        release.SetResult();

        await Until(() => work.Completed == 1, advance: true);
        Assert.Equal([1], work.Attempts);
        Assert.Equal(0, work.GivenUp);
        Assert.Equal(2, work.Waits.Count);
    }

    [Fact]
    public async Task Run_CallHangs_FailsTheAttemptAndGoesOn()
    {
        using var release = new ManualResetEventSlim();
        work.Patience = TimeSpan.FromMinutes(10);
        work.OnWork = () =>
        {
            if (work.Begun == 1)
            {
                release.Wait();
            }
        };
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();
        await Until(() => work.Begun == 1);
        var from = time.GetUtcNow();

        await Until(() => work.Completed == 1, advance: true, TimeSpan.FromSeconds(1));
        Assert.InRange(time.GetUtcNow() - from, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
        Assert.Equal([1, 2], work.Attempts);
        Assert.Equal(0, work.GivenUp);

        // What comes back late changes nothing.
        release.Set();
        await Until(() => work.Done == 2);
        Assert.Equal(1, work.Completed);
    }

    [Fact]
    public async Task Run_LongWorkThatComesForward_IsLeftAlone()
    {
        work.Patience = TimeSpan.FromMinutes(10);
        work.OnWork = () =>
        {
            for (var step = 0; step < 40; step++)
            {
                var before = queue.Renewals;
                time.Advance(TimeSpan.FromMinutes(1));
                SpinWait.SpinUntil(() => queue.Renewals > before, TimeSpan.FromSeconds(30));
                WorkProgress.Made();
            }
        };
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();

        await Until(() => work.Completed == 1);
        Assert.Equal([1], work.Attempts);
    }

    [Fact]
    public async Task Run_TooManyCallsHang_EndsOnceTheJobIsGivenUp()
    {
        using var release = new ManualResetEventSlim();
        work.Patience = TimeSpan.FromMinutes(10);
        work.OnWork = release.Wait;
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();
        var ending = loop!;
        loop = null;

        await Until(() => ending.IsCompleted, advance: true, TimeSpan.FromSeconds(5));
        Assert.Equal(ErrorCode.ImageStorageAway, (await Assert.ThrowsAsync<RedKubeException>(() => ending)).Code);
        Assert.Equal(5, work.Begun);
        Assert.Equal(1, work.GivenUp);
        release.Set();
        await Until(() => work.Done == 5);
    }

    [Fact]
    public async Task Run_Stopped_GivesBackWhatIsInWork()
    {
        work.Hang = true;
        await inner.EnqueueJobAsync(Ticket, CancellationToken.None);
        Start();
        await Until(() => work.Begun == 1);

        await stopping.CancelAsync();
        await loop!.WaitAsync(TimeSpan.FromSeconds(30));

        var plan = (await inner.DepthsAsync(CancellationToken.None)).Single(static d => d.Stage == WorkStage.Plan);
        Assert.Equal((1, 0), (plan.Ready, plan.Leased));
    }

    private void Start(int atOnce = 1) => loop = new StageLoop(queue, WorkStage.Plan, TimeSpan.FromSeconds(10), time, atOnce).RunAsync(work, stopping.Token);

    private async Task Until(Func<bool> condition, bool advance = false, TimeSpan? step = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
            time.Advance(advance ? step ?? TimeSpan.FromMilliseconds(200) : TimeSpan.Zero);
        }
    }
}
