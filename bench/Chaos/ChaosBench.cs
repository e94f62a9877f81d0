using System.Diagnostics;
using System.Globalization;
using RedKube.Cluster.Tests.Chaos;

namespace RedKube.Bench.Chaos;

/// <summary>
/// The long form of the chaos test: one job after another on a cluster of real processes that is broken all the while. Every job must end with the bytes of the undisturbed
/// run, and nothing may stay behind.
/// </summary>
internal static class ChaosBench
{
    /// <summary>Runs it.</summary>
    /// <param name="args">--rounds N (200), --seed N, --workers N (3), --side N (4096), --faults N a round (4), --minutes N at most.</param>
    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var rounds = Number(args, "--rounds", 200);
        var seed = Number(args, "--seed", 20260117);
        var most = TimeSpan.FromMinutes(Number(args, "--minutes", 24 * 60));
        var clock = Stopwatch.StartNew();
        var totals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (done, between) = (0, 0);
        Console.WriteLine($"seed {seed}");
        foreach (var policy in new[] { "everysec", "always" })
        {
            var random = new Random(seed);
            await using var cluster = await ChaosCluster.StartAsync(Number(args, "--side", 4096), Number(args, "--workers", 3), policy, random, static line => Console.WriteLine($"  {line}"));
            var (expected, report) = await cluster.Place.DetectAsync(ChaosRound.Options);
            using var client = cluster.Place.Client();
            var round = new ChaosRound(cluster, client, expected, report);
            var end = policy == "everysec" ? rounds / 2 : rounds;
            var until = policy == "everysec" ? most / 2 : most;
            for (; done < end && clock.Elapsed < until; done++)
            {
                var faults = Enumerable.Range(0, Number(args, "--faults", 4)).Select(_ => cluster.Possible[random.Next(cluster.Possible.Count)]).ToArray();
                await round.RunAsync(done + 1, faults, TimeSpan.FromSeconds(0.5 + (1.5 * random.NextDouble())));
                Console.WriteLine($"round {done + 1} ({policy}): done, the same bytes, {clock.Elapsed.TotalMinutes:0.0} min");
            }

            between += cluster.BetweenJobs;
            foreach (var (fault, count) in cluster.Injected)
            {
                totals[fault.ToString()] = totals.GetValueOrDefault(fault.ToString()) + count;
            }
        }

        Console.WriteLine($"{done} rounds, {totals.Values.Sum()} faults ({between} of them between jobs): {string.Join(", ", totals.Select(static t => $"{t.Key} {t.Value}"))}");
        return 0;
    }

    private static int Number(string[] args, string name, int usual)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? usual : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
