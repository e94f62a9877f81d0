using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RedKube.Core.Detections;
using RedKube.Core.Merging;
using RedKube.Core.Planning;

namespace RedKube.Bench.Merging;

/// <summary>Merging, in CPU seconds, alternating with torchvision's nms on the same boxes.</summary>
internal static class MergeBench
{
    private static readonly MergeOptions Nms = new();
    private static readonly MergeOptions Nmm = new() { Rule = MergeRule.Nmm, Metric = OverlapMetric.Ios };

    public static int Run(string[] args)
    {
        var runs = Measure.Option(args, "--runs", 5);
        var torchvision = !args.Contains("--no-torchvision");
        Console.WriteLine(Measure.Machine());
        Console.WriteLine("| set | boxes | kept nms / nmm | nms/iou CPU s | nmm/ios CPU s | torchvision nms CPU s | ratio to nms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Compare("4 copies", BoxSets.FourCopies(100_000), runs, torchvision);
        Compare("5 touching", BoxSets.Touching(100_000, 5), runs, torchvision);
        Compare("50 touching", BoxSets.Touching(100_000, 50), runs, torchvision);
        if (args.Contains("--quick"))
        {
            return 0;
        }

        Console.WriteLine();
        Console.WriteLine("| set | nms/iou CPU s | nmm/ios CPU s |");
        Console.WriteLine("|---|---|---|");
        Growth("4 copies", BoxSets.FourCopies, runs);
        Growth("5 touching", n => BoxSets.Touching(n, 5), runs);
        Growth("50 touching", n => BoxSets.Touching(n, 50), runs);
        var polygons = BoxSets.FourCopiesOfPolygons(10_000);
        WarmUp(polygons);
        Console.WriteLine($"| 1e4 polygons of 16 corners, 4 copies each | {Time(polygons, Nms, runs):F4} | {Time(polygons, Nmm, runs):F4} |");
        return 0;
    }

    private static void Compare(string name, (List<Detection> Boxes, TileGrid Grid) set, int runs, bool torchvision)
    {
        var file = Path.GetTempFileName();
        try
        {
            Write(file, set.Boxes);
            List<double> nms = [], nmm = [], theirs = [];
            WarmUp(set);
            for (var run = 0; run < runs; run++)
            {
                nms.Add(Once(set, Nms).Seconds);
                nmm.Add(Once(set, Nmm).Seconds);
                if (torchvision)
                {
                    theirs.Add(Torchvision(file));
                }
            }

            var (ours, other) = (Measure.Median(nms), torchvision ? Measure.Median(theirs) : double.NaN);
            Console.WriteLine(
                $"| {name} | {set.Boxes.Count} | {Once(set, Nms).Kept} / {Once(set, Nmm).Kept} | {ours:F4} | {Measure.Median(nmm):F4} | {other:F2} | {other / ours:F0} |");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Growth(string name, Func<int, (List<Detection> Boxes, TileGrid Grid)> make, int runs)
    {
        var (small, large) = (make(100_000), make(1_000_000));
        WarmUp(small);
        Console.WriteLine(
            $"| {name}, 1e6 ÷ 1e5 | {Time(large, Nms, runs) / Time(small, Nms, runs):F1} | {Time(large, Nmm, runs) / Time(small, Nmm, runs):F1} |");
    }

    private static double Time((List<Detection> Boxes, TileGrid Grid) set, MergeOptions options, int runs)
    {
        return Measure.Median(Enumerable.Range(0, runs).Select(_ => Once(set, options).Seconds).ToArray());
    }

    // Until the just-in-time compiler has settled, which works in the background and would be counted too.
    private static void WarmUp((List<Detection> Boxes, TileGrid Grid) set)
    {
        for (var i = 0; i < 12; i++)
        {
            Once(set, Nms);
            Once(set, Nmm);
        }

    }

    private static (double Seconds, int Kept) Once((List<Detection> Boxes, TileGrid Grid) set, MergeOptions options)
    {
        var copy = set.Boxes.ToList();
        var seconds = Measure.CpuSeconds(() => Merger.MergeInPlace(copy, set.Grid, options));
        return (seconds, copy.Count);
    }

    private static void Write(string file, List<Detection> boxes)
    {
        var rows = new float[5 * boxes.Count];
        for (var i = 0; i < boxes.Count; i++)
        {
            var box = boxes[i].Box;
            (rows[5 * i], rows[(5 * i) + 1]) = ((float)box.XMin, (float)box.YMin);
            (rows[(5 * i) + 2], rows[(5 * i) + 3], rows[(5 * i) + 4]) = ((float)box.XMax, (float)box.YMax, boxes[i].Score);
        }

        File.WriteAllBytes(file, MemoryMarshal.AsBytes(rows.AsSpan()).ToArray());
    }

    private static double Torchvision(string file)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Merging", "torchvision_nms.py");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var answer = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
