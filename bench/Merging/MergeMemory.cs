using System.Diagnostics;
using RedKube.Core.Merging;

namespace RedKube.Bench.Merging;

/// <summary>Peak memory of a whole process that merges many boxes.</summary>
internal static class MergeMemory
{
    public static int Run(string[] args)
    {
        var count = Measure.Option(args, "--boxes", 10_000_000);
        var (boxes, grid) = args.Contains("--touching") ? BoxSets.Touching(count, 5) : BoxSets.FourCopies(count);
        using var process = Process.GetCurrentProcess();
        var before = process.PeakWorkingSet64;
        var seconds = Measure.CpuSeconds(() => Merger.MergeInPlace(boxes, grid, new MergeOptions()));
        process.Refresh();
        Console.WriteLine(Measure.Machine());
        Console.WriteLine(
            $"{count} boxes, {boxes.Count} kept, {seconds:F1} CPU s, peak {process.PeakWorkingSet64 / 1e9:F2} GB, before the merge {before / 1e9:F2} GB");
        return 0;
    }
}
