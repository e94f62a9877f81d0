using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>All that is known of one job.</summary>
internal static class JobText
{
    private const int MostListed = 20;

    /// <summary>Writes it.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="record">The job.</param>
    /// <param name="regions">Regions that are not done.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Write(TextWriter to, JobRecord record, IReadOnlyDictionary<int, RegionState> regions, bool json)
    {
        if (json)
        {
            to.WriteLine(Json.Of(new
            {
                Job = JobListText.Summary(record),
                InWork = regions.Where(static r => r.Value == RegionState.InWork).Select(static r => r.Key).Order(),
                GivenUp = regions.Where(static r => r.Value == RegionState.GivenUp).Select(static r => r.Key).Order(),
                Missing = record.Job.Missing.Select(static m => new { m.Region, Rect = m.Rect.ToString(), Code = m.Failure.Code.Text(), m.Failure.Message, m.Attempts }),
                record.Job.Warnings,
                record.Job.Report,
            }));
            return;
        }

        var job = record.Job;
        var progress = record.Tally.ToProgress(job.Id, job.State);
        new Facts()
            .Add("job", job.Id.Value)
            .Add("state", JobListText.StateOf(job))
            .Add("image", job.Image.PublicUri)
            .Add("model", $"{job.Model.Name} ({job.Model.Hash[..12]})")
            .Add("output", job.OutputPath)
            .Add("folder", job.Folder)
            .Add("submitted", record.Submitted == default ? null : JobListText.Time(record.Submitted))
            .Add("ended", record.Ended is { } ended ? JobListText.Time(ended) : null)
            .Add("regions", progress.Regions == 0 ? null : $"{Quantity.Count(progress.RegionsDone)} of {Quantity.Count(progress.Regions)} done, {regions.Count(static r => r.Value == RegionState.InWork)} in work")
            .Add("tiles", progress.Tiles == 0 ? null : $"{Quantity.Count(progress.TilesDone)} of {Quantity.Count(progress.Tiles)}")
            .Add("detections", progress.Tiles == 0 ? null : Quantity.Count(progress.Detections))
            .Add("time left", progress.TimeLeft is { } left && !job.State.IsFinal() ? Quantity.Time(left) : null)
            .Add("failure", job.Failure is { } failure ? $"{failure.Code.Text()}: {failure.Message}" : null)
            .Write(to);
        WriteMissing(to, job);
        foreach (var warning in job.Warnings)
        {
            to.WriteLine($"  warning: {warning}");
        }
    }

    private static void WriteMissing(TextWriter to, Job job)
    {
        foreach (var region in job.Missing.Take(MostListed))
        {
            to.WriteLine($"  missing {region.Rect}: {region.Failure.Code.Text()}: {region.Failure.Message}");
        }

        if (job.Missing.Count > MostListed)
        {
            to.WriteLine($"  and {Quantity.Count(job.Missing.Count - MostListed)} more; --json lists all.");
        }
    }
}
