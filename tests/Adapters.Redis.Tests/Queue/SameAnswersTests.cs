using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;
using Xunit.Abstractions;

namespace RedKube.Adapters.Redis.Tests.Queue;

/// <summary>Random operations on the queue of one process and on that of many give the same answers; and the streams' tickets follow the work.</summary>
public sealed class SameAnswersTests(RedisFixture redis, ITestOutputHelper output) : QueueTest(redis)
{
    private const int Operations = 150;
    private static readonly string[] Models = ["north", "south"];
    private readonly ManualTime time = new();
    private readonly List<(Lease Here, Lease There)> leases = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public Task Operations_AtRandom_HaveTheSameAnswers(int seed) => CompareAsync(seed, Operations);

    [Fact]
    [Trait("Category", "Long")]
    public async Task Operations_AtRandom_HaveTheSameAnswersForLong()
    {
        for (var seed = 100; seed < 200; seed++)
        {
            Redis.Connect();
            leases.Clear();
            await CompareAsync(seed, 4 * Operations);
        }
    }

    private async Task CompareAsync(int seed, int operations)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var here = new InProcessWorkQueue(Options, time);
        for (var i = 0; i < operations; i++)
        {
            var name = await StepAsync(random, here);
            var states = (await StatesAsync(here), await StatesAsync(Queue));
            Assert.True(states.Item1 == states.Item2, $"seed {seed}, operation {i} ({name}):\n{states.Item1}\n{states.Item2}");
            await RequireTicketsAsync($"seed {seed}, operation {i} ({name})");
        }

        foreach (var job in Jobs)
        {
            await Queue.RemoveAsync(job, default);
        }

        Assert.DoesNotContain(Redis.Keys(), static k => k.StartsWith(RedisKeys.Work, StringComparison.Ordinal) && !k.EndsWith(RedisKeys.Merged, StringComparison.Ordinal));
        Assert.DoesNotContain(Redis.Keys(), static k => k is RedisKeys.Leases or RedisKeys.Claims or RedisKeys.Delayed or RedisKeys.Models);
    }

    private static IEnumerable<JobId> Jobs => Enumerable.Range(1, 4).Select(static n => new JobId($"{n:x16}"));

    private async Task<string> StepAsync(Random random, InProcessWorkQueue here)
    {
        var job = Jobs.ElementAt(random.Next(4));
        var lease = leases.Count == 0 ? default : leases[random.Next(leases.Count)];
        var item = random.Next(4) == 0
            ? new WorkItem(job, random.Next(2) == 0 ? WorkStage.Plan : WorkStage.Merge, 0)
            : new WorkItem(job, WorkStage.Detect, random.Next(5));
        switch (random.Next(16))
        {
            case 0 or 1:
                // The fourth job's model has the name of another's.
                var number = (int)(job.Value[^1] - '1');
                var ticket = new JobTicket(job, Models[number % 2], number == 3 ? "another" : Models[number % 2]) { Priority = random.Next(3) - 1, Regions = random.Next(6) };
                return await SameAsync($"enqueue {ticket}", here, async q => await Record(() => q.EnqueueJobAsync(ticket, default)));
            case 2 or 3:
                var regions = Enumerable.Range(0, random.Next(6)).ToArray();
                random.Shuffle(regions);
                return await SameAsync($"regions {job} {string.Join(',', regions)}", here, async q => await Record(() => q.EnqueueRegionsAsync(job, regions, default)));
            case >= 4 and <= 7:
                return await ClaimBothAsync(random, here);
            case 8 or 9 when lease.Here is not null:
                return await SameOfLeaseAsync("complete", here, lease, static async (q, l) => $"{await q.CompleteAsync(l, default)}");
            case 10 when lease.Here is not null && random.Next(2) == 0:
                var after = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 500 : 4_000);
                return await SameOfLeaseAsync("defer", here, lease, async (q, l) => await Record(() => q.DeferAsync(l, after, default)));
            case 10 when lease.Here is not null:
                return await SameOfLeaseAsync("give back", here, lease, static async (q, l) => await Record(() => q.GiveBackAsync(l, default)));
            case 11 when lease.Here is not null:
                var failure = random.Next(3) == 0 ? new JobFailure(ErrorCode.BlockUnreadable, "It is \"damaged\" · überall.") : new JobFailure(ErrorCode.ImageStorageAway, "It is away.");
                return await SameOfLeaseAsync("fail", here, lease, async (q, l) => $"{await q.FailAsync(l, failure, default)}");
            case 12 when lease.Here is not null:
                return await SameOfLeaseAsync("renew", here, lease, static async (q, l) => $"{await q.RenewAsync(l, default)}");
            case 13:
                var by = TimeSpan.FromMilliseconds(random.Next(3) switch { 0 => 500, 1 => 4_000, _ => 31_000 });
                time.Advance(by);
                Redis.Advance(by);
                return $"advance {by}";
            case 14:
                return random.Next(8) switch
                {
                    0 => await SameAsync($"remove {job}", here, async q => await Record(() => q.RemoveAsync(job, default))),
                    1 or 2 => await SameAsync($"pause {job}", here, async q => $"{await q.PauseAsync(job, default)}"),
                    _ => await SameAsync($"resume {job}", here, async q => $"{await q.ResumeAsync(job, default)}"),
                };
            default:
                int? most = random.Next(2) == 0 ? null : 1 + random.Next(2);
                return random.Next(3) == 0
                    ? await SameAsync($"limit {most}", here, async q => await Record(() => q.LimitAsync(Models[0], most, default)))
                    : await SameAsync($"send again {item}", here, async q => $"{await q.SendAgainAsync(item, default)}");
        }
    }

    private async Task<string> ClaimBothAsync(Random random, InProcessWorkQueue here)
    {
        var stage = (WorkStage)random.Next(3);
        var models = random.Next(3) switch { 0 => Models[..1], 1 => [Models[1], "none"], _ => null };
        var first = await TryClaimAsync(here, a => here.FoundNothing = a, stage, models);
        var second = await TryClaimAsync(Queue, a => Queue.FoundNothing = a, stage, models);
        Assert.Equal((first?.Item, first?.Attempt), (second?.Item, second?.Attempt));
        if (first is not null && second is not null)
        {
            leases.Add((first, second));
        }

        return $"claim {stage} {first?.Item}";
    }

    private static async Task<Lease?> TryClaimAsync(IWorkQueue queue, Action<Action?> listen, WorkStage stage, IReadOnlyCollection<string>? models)
    {
        using var stop = new CancellationTokenSource();
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        listen(() => looked.TrySetResult());
        var waiting = queue.ClaimAsync(stage, models, stop.Token);
        var first = await Task.WhenAny(waiting, looked.Task).WaitAsync(TimeSpan.FromSeconds(30));
        listen(null);
        if (first == waiting)
        {
            return await waiting;
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        return null;
    }

    private async Task<string> SameAsync(string name, InProcessWorkQueue here, Func<IWorkQueue, Task<string>> ask)
    {
        var (first, second) = (await ask(here), await ask(Queue));
        Assert.True(first == second, $"{name}: {first} here, {second} there");
        return $"{name}: {first}";
    }

    private async Task<string> SameOfLeaseAsync(string name, InProcessWorkQueue here, (Lease Here, Lease There) lease, Func<IWorkQueue, Lease, Task<string>> ask)
    {
        var (first, second) = (await ask(here, lease.Here), await ask(Queue, lease.There));
        Assert.True(first == second, $"{name} {lease.Here.Item}: {first} here, {second} there");
        return $"{name} {lease.Here.Item}: {first}";
    }

    private static async Task<string> Record(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (RedKubeException e)
        {
            return $"{e.Code}";
        }
    }

    private static async Task<string> StatesAsync(IWorkQueue queue)
    {
        var lines = (await queue.DepthsAsync(default)).Select(static d => d.ToString()).ToList();
        foreach (var job in Jobs)
        {
            lines.AddRange((await queue.RegionsAsync(job, default)).OrderBy(static r => r.Key).Select(r => $"{job} {r.Key} {r.Value}"));
            lines.AddRange((await queue.DeadLettersAsync(job, default)).Select(static d => d.ToString()));
        }

        return string.Join('\n', lines);
    }

    private async Task RequireTicketsAsync(string when)
    {
        foreach (var depth in await Queue.DepthsAsync(default))
        {
            var stream = depth.Stage switch { WorkStage.Plan => RedisKeys.Plan, WorkStage.Merge => RedisKeys.Merge, _ => RedisKeys.RegionsOf(depth.Model) };
            var state = StateOf(stream);
            Assert.True((state.Lag, state.Pending) == (depth.Ready, depth.Leased), $"{when}: {stream} is {state}, the queue {depth}");
            Assert.InRange(state.Length - state.Pending - depth.Ready, 0, 1);
        }
    }
}
