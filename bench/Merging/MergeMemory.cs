using System.Diagnostics;
using RedKube.Core.Merging;

namespace RedKube.Bench.Merging;

/// <summary>Peak memory of a whole process that merges many boxes.</summary>
internal static class MergeMemory
{
    public static int Run(string[] args)
    {
        var count = Measure.Option(args, "--boxes", 10_000_000);
        Console.WriteLine(Measure.Machine());
        foreach (var (name, make) in new (string, Func<int, (List<Core.Detections.Detection>, Core.Planning.TileGrid)>)[]
            { ("4 copies", BoxSets.FourCopies), ("5 touching", n => BoxSets.Touching(n, 5)) })
        {
            var (boxes, grid) = make(count);
            var seconds = Measure.CpuSeconds(() => Merger.MergeInPlace(boxes, grid, new MergeOptions()));
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"{name}: {count} boxes, {boxes.Count} kept, {seconds:F1} CPU s, peak so far {process.PeakWorkingSet64 / 1e9:F2} GB");
        }

        return 0;
    }
}
