namespace RedKube.Core.Jobs;

/// <summary>
/// Whether a piece of a stage's work still comes forward: a call that hangs with its storage must not keep its lease for ever. It goes with the work wherever
/// that runs, as a trace does, so that what is done deep inside can say that something was done. Safe for any number of threads.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class WorkProgress(TimeProvider time)
{
    private static readonly AsyncLocal<WorkProgress?> Current = new();
    private long last = time.GetTimestamp();
    private long patience = TimeSpan.MaxValue.Ticks;

    /// <summary>How long nothing may be done of the work; without end until <see cref="Watch"/> was called.</summary>
    public TimeSpan Patience => TimeSpan.FromTicks(Volatile.Read(ref patience));

    /// <summary>Whether nothing was done of it for longer than that.</summary>
    public bool HasStalled => time.GetElapsedTime(Volatile.Read(ref last)) > Patience;

    /// <summary>Says, from within the work, that from now on it hangs where nothing is done of it for a while.</summary>
    /// <param name="patience">How long that is.</param>
    public static void Watch(TimeSpan patience)
    {
        if (Current.Value is { } progress)
        {
            progress.Note();
            Volatile.Write(ref progress.patience, patience.Ticks);
        }
    }

    /// <summary>Says, from within the work, that something was done of it. Costs next to nothing; does nothing where nobody watches.</summary>
    public static void Made() => Current.Value?.Note();

    /// <summary>Something was done, or could not be for a reason that is no fault of the work.</summary>
    internal void Note() => Volatile.Write(ref last, time.GetTimestamp());

    /// <summary>What the caller does from here on belongs to this work.</summary>
    internal void Enter() => Current.Value = this;
}
