using RedKube.Core.Jobs;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Events;

/// <summary>What happens to the list of jobs, for all who watch it: one look a second however many there are.</summary>
/// <param name="desk">The jobs.</param>
/// <param name="time">The clock.</param>
internal sealed class BoardEvents(JobDesk desk, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Adds events named jobs: those that changed since the last, all at first.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task ProduceAsync(EventChannel channel, CancellationToken cancellation)
    {
        var known = new Dictionary<string, JobRecord>(StringComparer.Ordinal);
        while (true)
        {
            var list = await desk.ListAsync(cancellation);
            var changed = list.Where(r => !known.TryGetValue(r.Job.Id.Value, out var old) || Differ(old, r)).ToList();
            var here = list.Select(static r => r.Job.Id.Value).ToHashSet(StringComparer.Ordinal);
            var removed = known.Keys.Where(id => !here.Contains(id)).ToList();
            if (changed.Count > 0 || removed.Count > 0)
            {
                channel.Add("jobs", new BoardEvent([.. changed.Select(desk.View)], removed), isState: false);
            }

            known = list.ToDictionary(static r => r.Job.Id.Value, StringComparer.Ordinal);
            await Task.Delay(Pace, time, cancellation);
        }
    }

    private static bool Differ(JobRecord old, JobRecord now) =>
        old.Job.State != now.Job.State || old.Tally != now.Tally || old.Ended != now.Ended || old.Job.Warnings.Count != now.Job.Warnings.Count;
}
