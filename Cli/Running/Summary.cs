using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Running;

/// <summary>What `detect` says at the end of a job.</summary>
internal static class Summary
{
    private const int MostListed = 20;

    /// <summary>Writes it.</summary>
    /// <param name="console">Messages.</param>
    /// <param name="request">What was wanted.</param>
    /// <param name="outcome">What came of it: done or partial.</param>
    public static void Write(CliConsole console, DetectRequest request, JobOutcome outcome)
    {
        if (outcome.WasDone)
        {
            console.Say($"{request.Image.Name}: an earlier run of the same command has finished this; nothing is left to do. --fresh does it again.");
        }
        else if (outcome.Report is { } report)
        {
            WriteReport(console, request, report);
        }

        WriteMissing(console, outcome.Missing);
        console.Say($"Output: {request.OutputPath}");
        if (request.ReportPath is { } path && (StorageAddress.IsRemote(path) ? outcome.Report is not null : File.Exists(path)))
        {
            console.Say($"Report: {path}");
        }
    }

    private static void WriteReport(CliConsole console, DetectRequest request, RunReport report)
    {
        console.Say($"{request.Image.Name}: {Quantity.Count(report.Features.Values.Sum(), "object")} found");
        var widest = report.Features.Keys.Select(static n => n.Length).DefaultIfEmpty(0).Max();
        foreach (var (name, count) in report.Features)
        {
            console.Say($"  {name.PadRight(widest)}  {Quantity.Count(count),9}");
        }

        var empty = report.TilesSkipped > 0 ? $" and {Quantity.Count(report.TilesSkipped, "tile")} without data" : "";
        var kept = report.RegionsKept > 0 ? $"; {report.RegionsKept} of {Quantity.Count(report.Regions, "region")} were there from an earlier run" : "";
        var seconds = TimeSpan.FromSeconds(report.Seconds.GetValueOrDefault("detect"));
        console.Say($"{Quantity.Count(report.TilesRun, "tile")}{empty} in {Quantity.Time(seconds)}, {Quantity.Figures(report.MegapixelsPerSecond)} Mpx/s{kept}");
    }

    private static void WriteMissing(CliConsole console, IReadOnlyList<RegionFailure> missing)
    {
        if (missing.Count == 0)
        {
            return;
        }

        console.Warn($"{Quantity.Count(missing.Count, "region is", "regions are")} missing from the output. Mend the cause and run the same command again: it does only these.");
        foreach (var region in missing.Take(MostListed))
        {
            console.Say($"  {region.Rect}: {region.Failure.Code.Text()}: {region.Failure.Message}");
        }

        if (missing.Count > MostListed)
        {
            console.Say($"  and {Quantity.Count(missing.Count - MostListed)} more; --report FILE.json lists all.");
        }
    }
}
