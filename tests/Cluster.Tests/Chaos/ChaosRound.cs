using System.Globalization;
using System.Text.Json;
using RedKube.Cli.Hosting;
using RedKube.Core.Jobs;

namespace RedKube.Cluster.Tests.Chaos;

/// <summary>One job on a cluster that is being broken: what comes of it is the same as undisturbed.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="client">The same as a client sees it.</param>
/// <param name="expected">The bytes of the undisturbed run.</param>
/// <param name="report">The report of the undisturbed run.</param>
internal sealed class ChaosRound(ChaosCluster cluster, ClusterClient client, byte[] expected, string report)
{
    /// <summary>Regions of the job: small, so that there are many.</summary>
    public static string[] Options { get; } = ["--region-size", "512"];

    /// <summary>Submits a job, breaks the cluster while it runs, and looks at what came of it.</summary>
    /// <param name="number">The round's number.</param>
    /// <param name="faults">What is broken, in order; those that come after the job's end are injected all the same, before the next.</param>
    /// <param name="between">Time between two faults.</param>
    public async Task RunAsync(int number, IReadOnlyList<Fault> faults, TimeSpan between)
    {
        var output = string.Create(CultureInfo.InvariantCulture, $"out-{number}.geojson");
        using var submit = cluster.Place.Submit(output, [.. Options, "--report", cluster.Place[output + ".report.json"]]);
        var submitted = await submit.EndAsync();
        Expect.That(submitted.ExitCode == 0, submitted.Error);
        var job = new JobId(submitted.Output.Trim());
        var ending = client.Jobs.WaitAsync(job, null, CancellationToken.None);
        foreach (var fault in faults)
        {
            await Task.WhenAny(ending, Task.Delay(between));
            await cluster.InjectAsync(fault, ending.IsCompleted);
        }

        var outcome = await ending.WaitAsync(TimeSpan.FromMinutes(5));
        Expect.That(outcome.State == JobState.Done, $"round {number}: {outcome.State} {outcome.Failure} {string.Join("; ", outcome.Missing)}");
        var bytes = await File.ReadAllBytesAsync(cluster.Place[output]);
        Expect.That(expected.AsSpan().SequenceEqual(bytes), $"round {number}: other bytes");
        await SameCountsAsync(number, output);
        await RedisState.RequireCleanAsync(cluster.Place, client);

        // An aggregator whose claim Redis lost may still be at work on what another has placed; it tidies up when it finds out.
        await Waiting.UntilAsync(
            $"round {number}: the end of all parts of outputs",
            () => Directory.GetFiles(Path.GetDirectoryName(cluster.Place[output])!, ".*.part*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Length == 0);
    }

    // Every region once: tiles that were run, and detections before merging, are those of the undisturbed run.
    private async Task SameCountsAsync(int number, string output)
    {
        using var wanted = JsonDocument.Parse(report);
        using var found = JsonDocument.Parse(await File.ReadAllTextAsync(cluster.Place[output + ".report.json"]));
        foreach (var name in new[] { "regions", "tiles_run", "tiles_skipped", "detections" })
        {
            var (want, have) = (wanted.RootElement.GetProperty(name).GetInt64(), found.RootElement.GetProperty(name).GetInt64());
            Expect.That(want == have, $"round {number}: {name} is {have} instead of {want}");
        }

        Expect.That(!found.RootElement.GetProperty("missing").EnumerateObject().Any(), $"round {number}: regions are missing");
    }
}
