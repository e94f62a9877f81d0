using System.Runtime.CompilerServices;
using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>Jobs of a single process.</summary>
/// <param name="time">The clock.</param>
public sealed class InProcessJobStore(TimeProvider time) : IJobStore
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly Lock gate = new();
    private readonly Dictionary<JobId, Entry> entries = [];

    /// <inheritdoc/>
    public Task<bool> AddAsync(Job job, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (entries.TryGetValue(job.Id, out var there) && !there.Job.State.IsFinal())
            {
                return Task.FromResult(false);
            }

            entries[job.Id] = new Entry(job, time.GetUtcNow());
            entries[job.Id].NoteEnd(time.GetUtcNow());
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<Job?> FindAsync(JobId id, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(entries.TryGetValue(id, out var entry) ? entry.Job : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<JobRecord>>(
            [
                .. entries.Values.OrderByDescending(static e => e.Submitted).ThenBy(static e => e.Job.Id.Value, StringComparer.Ordinal)
                    .Select(static e => new JobRecord(e.Job, e.Tally, e.Submitted, e.Ended)),
            ]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Loses nothing as long as the process lives.</remarks>
    public Task<OpenJobs> OpenAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(new OpenJobs("process", entries.Values.Where(static e => !e.Job.State.IsFinal()).Select(static e => e.Job.Id).ToHashSet()));
        }
    }

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(JobId id, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(entries.TryGetValue(id, out var entry) && entry.Job.State.IsFinal() && entries.Remove(id));
        }
    }

    /// <inheritdoc/>
    public Task<Job> UpdateAsync(JobId id, Func<Job, Job> change, CancellationToken cancellation)
    {
        lock (gate)
        {
            var entry = Get(id);
            if (!entry.Job.State.IsFinal())
            {
                entry.Job = change(entry.Job);
                entry.NoteEnd(time.GetUtcNow());
                entry.Signal();
            }

            return Task.FromResult(entry.Job);
        }
    }

    /// <inheritdoc/>
    public void Count(JobId id, JobTally delta)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(id, out var entry))
            {
                return;
            }

            entry.Tally = entry.Tally.Add(delta);
            if (entry.Job.State == JobState.Running)
            {
                entry.Started ??= time.GetTimestamp();
                entry.Tally = entry.Tally with { Elapsed = time.GetElapsedTime(entry.Started.Value) };
            }
        }
    }

    /// <inheritdoc/>
    public Task<JobTally> TallyAsync(JobId id, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(entries.TryGetValue(id, out var entry) ? entry.Tally : new JobTally());
        }
    }

    /// <inheritdoc/>
    public void Say(JobMessage message)
    {
        lock (gate)
        {
            if (entries.TryGetValue(message.Job, out var entry) && !entry.Messages.Contains(message))
            {
                entry.Messages.Add(message);
                entry.Signal();
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobEvent> WatchAsync(JobId id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = 0;
        JobProgress? before = null;
        while (true)
        {
            JobMessage[] messages;
            JobProgress progress;
            Task signal;
            lock (gate)
            {
                var entry = Get(id);
                messages = [.. entry.Messages.Skip(told)];
                progress = entry.Tally.ToProgress(id, entry.Job.State);
                signal = entry.Changed.Task;
            }

            told += messages.Length;
            foreach (var message in messages)
            {
                yield return message;
            }

            if (progress != before)
            {
                yield return before = progress;
            }

            if (progress.State.IsFinal())
            {
                yield break;
            }

            await Task.WhenAny(signal, Task.Delay(Pace, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private Entry Get(JobId id) => entries.TryGetValue(id, out var entry)
        ? entry
        : throw new RedKubeException(ErrorCode.JobNotFound, $"There is no job {id} in this process.");

    private sealed class Entry(Job job, DateTimeOffset submitted)
    {
        public DateTimeOffset Submitted { get; } = submitted;

        public DateTimeOffset? Ended { get; private set; }

        public Job Job { get; set; } = job;

        public JobTally Tally { get; set; }

        public long? Started { get; set; }

        public List<JobMessage> Messages { get; } = [];

        public TaskCompletionSource Changed { get; private set; } = New();

        public void NoteEnd(DateTimeOffset now) => Ended = Job.State.IsFinal() ? now : null;

        public void Signal()
        {
            Changed.TrySetResult();
            Changed = New();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
