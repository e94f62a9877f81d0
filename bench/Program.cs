using RedKube.Bench.Chaos;
using RedKube.Bench.Dashboard;
using RedKube.Bench.Merging;
using RedKube.Bench.Pipeline;
using RedKube.Bench.Queue;
using RedKube.Bench.Scaling;
using RedKube.Bench.Simulation;

// Name, what it measures, what runs it. `dotnet run -c Release --project bench -- NAME [options]`.
(string Name, string Help, Func<string[], int> Run)[] commands =
[
    ("merge", "[--runs N] [--no-torchvision] [--quick]  merging 1e5 boxes against torchvision's nms; growth to 1e6; polygons", MergeBench.Run),
    ("merge-memory", "[--boxes N] [--touching]  peak memory of merging 1e7 boxes", MergeMemory.Run),
    ("pipeline", "[--runs N] [--side N] [--model FILE] [--threads N]  detect against the bare model and the bare decode; a device stand-in", PipelineBench.Run),
    ("read", "[--runs N] [--side N] [--threads N]  decodes a block and CPU of reading, blocks and strips", ReadBench.Run),
    ("events", "[--side N]  a job watched by 1 and by 100 clients: CPU, memory, age of events", EventBench.Run),
    ("map", "[--detections N]  memory of the server, and what a view holds, at a million detections", MapBench.Run),
    ("map-view", "[--detections N] [--runs N]  a million detections in Chromium: time to the first ones on the screen, longest task of the page's thread in a scripted pan", MapViewBench.Run),
    ("simulate", "[--redis CONNECTION] [--storage-mb N] [--regions N] [--region-mb N]  one job on 1 to 1,000 workers, simulated with measured stage times", SimulateBench.Run),
    ("queue", "[--regions N]  regions a second through Redis, 8 loops, a model of 0 ms", QueueBench.Overhead),
    ("queue-fairness", "[--jobs N] [--regions N] [--small N]  small jobs sent after many large ones: time to their output", QueueBench.Fairness),
    ("queue-sleepers", "[--seconds N] [--processes N] [--loops N]  loops that sleep 1 s a region against one such loop", SleepersBench.Run),
    ("queue-worker", "--redis CONNECTION [--loops N]  a process of queue-sleepers", SleepersBench.Work),
    ("memory", "peak memory of 2,000 and 16,000 Mpx; managed bytes a tile", MemoryBench.Run),
    ("scaling", "[--regions N] [--work-ms N] [--most N] [--speed N] [--steady]  workers by KEDA's formula, from none to most to none; needs redis-server", ScalingBench.Run),
    ("scaling-worker", "CONNECTION MS  one worker process of scaling", StandInWorker.Run),
    ("chaos", "[--rounds N] [--seed N] [--workers N] [--side N] [--faults N] [--minutes N]  jobs on a cluster that is broken all the while; needs redis-server", ChaosBench.Run),
];

var command = Array.Find(commands, c => args.Length > 0 && c.Name == args[0]);
if (command.Run is not null)
{
    return command.Run(args[1..]);
}

foreach (var (name, help, _) in commands)
{
    Console.Error.WriteLine($"  {name} {help}");
}

return 2;
