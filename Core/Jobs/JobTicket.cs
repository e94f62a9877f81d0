using System.Diagnostics;

namespace RedKube.Core.Jobs;

/// <summary>What a queue must know of a job to deal its work.</summary>
/// <param name="Job">The job.</param>
/// <param name="Model">The queue of its model, a name of <see cref="ModelQueue"/>.</param>
/// <param name="ModelHash">The model's hash: one name stands for one model at a time.</param>
public sealed record JobTicket(JobId Job, string Model, string ModelHash)
{
    /// <summary>Higher goes first; 0 is usual.</summary>
    public int Priority { get; init; }

    /// <summary>About how many regions it will have, 0 or more; smaller jobs are planned before larger ones that came a little earlier.</summary>
    public int Regions { get; init; }

    /// <summary>W3C traceparent of the request, handed on with each lease; null where nothing is traced.</summary>
    public string? Trace { get; init; }

    /// <summary>A trace of nobody's request: where nobody listens to the request, or there is none, a job's spans belong together all the same.</summary>
    public static string NewTrace() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    /// <summary>The ticket of a job.</summary>
    /// <param name="job">The job.</param>
    public static JobTicket Of(Job job) => new(job.Id, ModelQueue.NameOf(job.Model.Name), job.Model.Hash)
    {
        Priority = job.Priority,
        Trace = job.Trace,
        Regions = (int)Math.Min(job.Pixels / ((long)job.Options.RegionSize * job.Options.RegionSize), int.MaxValue),
    };
}
