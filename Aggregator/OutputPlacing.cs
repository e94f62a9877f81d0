using System.Security.Cryptography;
using System.Text;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Aggregator;

/// <summary>
/// Puts a finished output in its place and ends the job, once. Where processes share the job's folder this happens under its lock, by an aggregator that
/// still has its lease: one that was stopped past its lease and wakes up finds that the job has ended, or that another has it.
/// </summary>
/// <param name="outputs">Where outputs go.</param>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="queue">Work.</param>
/// <param name="time">The clock.</param>
internal sealed class OutputPlacing(IOutputStore outputs, IJobPlace place, IWorkQueue queue, TimeProvider time)
{
    /// <summary>The job as job.json has it, where it says that it has ended.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Null where it has not, or where this process alone knows.</returns>
    public Job? Ended(Job job)
    {
        // The first that a merge asks of storage, and the last before it writes to it: from here on it may hang.
        WorkProgress.Watch(PatienceOf(job));
        return place.Ended(job);
    }

    /// <summary>Called before an attempt changes something that others see.</summary>
    /// <param name="job">The job.</param>
    /// <param name="lease">The attempt.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="OperationCanceledException">The lease was lost.</exception>
    public async Task RequireLeaseAsync(Job job, Lease lease, CancellationToken cancellation)
    {
        if (!await queue.RenewAsync(lease, cancellation))
        {
            throw new OperationCanceledException($"The merge of job {job.Id} belongs to another aggregator now.");
        }
    }

    /// <summary>The file that an attempt writes.</summary>
    /// <param name="job">The job.</param>
    /// <param name="lease">The attempt.</param>
    public string PartOf(Job job, Lease lease) => outputs.PartPath(
        job.OutputPath, job.Id.Value, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{lease.Token} {lease.Attempt}")))[..8], place.PathOf(job));

    /// <summary>Places an output. job.json names the file before it is in its place and says done after: whenever the process dies, the next one knows the file.</summary>
    /// <param name="job">The job, with its report.</param>
    /// <param name="lease">The claim.</param>
    /// <param name="part">The whole output.</param>
    /// <param name="cancellation">Ends the waiting for the folder's lock.</param>
    /// <returns>The job as it has ended.</returns>
    /// <exception cref="OperationCanceledException">The lease was lost.</exception>
    /// <exception cref="Core.Errors.RedKubeException">RK4001, RK4002, RK4004, RK5001.</exception>
    public async Task<Job> PlaceAsync(Job job, Lease lease, string part, CancellationToken cancellation)
    {
        var folder = place.FolderOf(job);
        using var held = place.IsShared ? await SharedFolderLock.TakeAsync(folder, time, cancellation) : null;
        if (Ended(job) is { } ended)
        {
            return ended;
        }

        await RequireLeaseAsync(job, lease, cancellation);
        var known = new[] { job.Replaces, folder.Read()?.Output };
        job = job with { Output = AtomicFile.Stamp(part) };
        folder.Write(job with { Report = null });
        var there = known.All(static k => k is null) ? null : outputs.Stamp(job.OutputPath);
        outputs.Place(part, job.OutputPath, known.Contains(there) ? there : null);
        if (job is { ReportPath: { } path, Report: { } report })
        {
            outputs.Write(path, RunReportJson.Write(report));
        }

        job = job with { State = job.Missing.Count == 0 ? JobState.Done : JobState.Partial };
        folder.Write(job);
        outputs.DeleteParts(job.OutputPath, job.Id.Value, place.PathOf(job));
        if (job.State == JobState.Done && !job.KeepWork)
        {
            folder.Results.Clear();
        }

        return job;
    }

    // Putting millions of detections together, or one upload, says nothing on its way: a merge has ten times as long as a read.
    private static TimeSpan PatienceOf(Job job) => job.StallTimeout < TimeSpan.MaxValue / 10 ? job.StallTimeout * 10 : TimeSpan.MaxValue;
}
