using System.Globalization;
using RedKube.Cli.Terminal;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>Jobs as a table, or as JSON.</summary>
internal static class JobListText
{
    /// <summary>Writes them.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="records">The jobs, in order.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Write(TextWriter to, IReadOnlyList<JobRecord> records, bool json)
    {
        if (json)
        {
            to.WriteLine(Json.Of(records.Select(Summary)));
            return;
        }

        if (records.Count == 0)
        {
            to.WriteLine("No jobs.");
            return;
        }

        to.WriteLine($"{"ID",-16}  {"STATE",-9}  {"DONE",5}  {"REGIONS",13}  {"SUBMITTED",-20}  IMAGE");
        foreach (var record in records)
        {
            var progress = record.Tally.ToProgress(record.Job.Id, record.Job.State);
            var part = progress.Tiles == 0 ? record.Job.State == JobState.Done ? 100 : 0 : Math.Floor(100.0 * progress.TilesDone / progress.Tiles);
            var regions = string.Create(CultureInfo.InvariantCulture, $"{progress.RegionsDone}/{progress.Regions}");
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{record.Job.Id.Value,-16}  {StateOf(record.Job),-9}  {part,4}%  {regions,13}  {Time(record.Submitted),-20}  {record.Job.Image.Name}"));
        }
    }

    /// <summary>What other programs are told of a job.</summary>
    /// <param name="record">The job.</param>
    public static object Summary(JobRecord record)
    {
        var progress = record.Tally.ToProgress(record.Job.Id, record.Job.State);
        return new
        {
            Id = record.Job.Id.Value,
            State = StateOf(record.Job),
            Image = record.Job.Image.PublicUri,
            Model = record.Job.Model.Name,
            Output = record.Job.OutputPath,
            Submitted = record.Submitted == default ? null : Time(record.Submitted),
            Ended = record.Ended is { } ended ? Time(ended) : null,
            progress.Regions,
            progress.RegionsDone,
            progress.RegionsFailed,
            progress.Tiles,
            progress.TilesDone,
            progress.Detections,
            MegapixelsPerSecond = Math.Round(progress.MegapixelsPerSecond, 3),
            SecondsLeft = progress.TimeLeft is { } left && !record.Job.State.IsFinal() ? Math.Round(left.TotalSeconds) : (double?)null,
            Failure = record.Job.Failure is { } failure ? new { Code = Core.Errors.ErrorCodes.Text(failure.Code), failure.Message } : null,
        };
    }

    /// <summary>A state as people and programs read it.</summary>
    /// <param name="job">The job.</param>
    public static string StateOf(Job job) => job.State.ToString().ToLowerInvariant();

    /// <summary>A time as ISO 8601 in UTC, to the second.</summary>
    /// <param name="time">The time.</param>
    public static string Time(DateTimeOffset time) => time == default ? "" : time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
