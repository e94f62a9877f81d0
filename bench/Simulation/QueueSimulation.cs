namespace RedKube.Bench.Simulation;

/// <summary>One job on many workers: Redis has one thread, storage one pipe, regions differ, the merge is one aggregator's. Events in the order of time, from a seed.</summary>
/// <param name="times">What each step costs.</param>
/// <param name="regions">Regions of the job.</param>
/// <param name="seconds">Mean time of a region on a worker.</param>
/// <param name="spread">Standard deviation of the logarithm of that time.</param>
/// <param name="megabytes">What is read for a region.</param>
/// <param name="pipe">Megabytes in a second that storage gives to all.</param>
internal sealed class QueueSimulation(StageTimes times, int regions, double seconds, double spread, double megabytes, double pipe)
{
    private const double RenewEvery = 10, CountsPerSecond = 1; // what a worker tells the server while it works, each as dear as a claim
    private const int DetectionsPerRegion = 100;

    /// <summary>Runs the job.</summary>
    public SimulatedRun Run(int workers, int seed)
    {
        var random = new Random(seed);
        var enqueued = times.RoundTrip + (regions * times.Script / 10); // all in one script, ten regions for the price of a claim
        var events = new PriorityQueue<(int Worker, bool HasRegion), (double At, int Worker)>(
            Enumerable.Range(0, workers).Select(w => ((w, false), (enqueued, w))));
        double redisFree = 0, redisBusy = 0, pipeFree = 0, storageWait = 0, redisWait = 0, computed = 0;
        var ends = Enumerable.Repeat(enqueued, workers).ToArray();
        var ran = new double[workers];
        var left = regions;
        while (events.TryDequeue(out var what, out var moment))
        {
            var now = moment.At;
            if (what.HasRegion)
            {
                // Renewals and counts of the region took the server's thread too, a little at a time.
                var aside = ran[what.Worker] * ((1 / RenewEvery) + CountsPerSecond) * times.Script;
                redisFree = Math.Max(redisFree, now) + aside;
                redisBusy += aside;
                ends[what.Worker] = Ask(now);
                events.Enqueue((what.Worker, false), (ends[what.Worker], what.Worker));
            }
            else if (left-- > 0)
            {
                var claimed = Ask(now);
                var run = seconds * Math.Exp((spread * Normal(random)) - (spread * spread / 2));

                // Reading runs beside the model; it is late only where the pipe is.
                pipeFree = Math.Max(pipeFree, claimed) + (megabytes / pipe);
                var done = Math.Max(claimed + run, pipeFree);
                ran[what.Worker] = run;
                storageWait += done - claimed - run;
                computed += run;
                events.Enqueue((what.Worker, true), (done, what.Worker));
            }
        }

        var last = ends.Max();
        var merge = regions * (times.Load + (DetectionsPerRegion * times.Merge));
        return new SimulatedRun(workers, last + merge, computed)
        {
            Lost =
            [
                ("start", enqueued * workers), ("Redis", redisWait), ("storage", storageWait), ("stragglers", ends.Sum(e => last - e)), ("merge", merge * workers),
            ],
            RedisBusy = redisBusy / last,
        };

        double Ask(double at)
        {
            redisFree = Math.Max(at, redisFree) + times.Script;
            redisBusy += times.Script;
            redisWait += redisFree - times.Script + times.RoundTrip - at;
            return redisFree - times.Script + times.RoundTrip;
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
