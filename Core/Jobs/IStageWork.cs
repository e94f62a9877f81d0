namespace RedKube.Core.Jobs;

/// <summary>What a stage does with the work that its <see cref="StageLoop"/> claims.</summary>
public interface IStageWork
{
    /// <summary>Does one piece of work. May be done again by another process at the same time: what it leaves behind must not depend on how often it ran.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="cancellation">Set where the process stops or the lease was lost.</param>
    Task WorkAsync(Lease lease, CancellationToken cancellation);

    /// <summary>The queue knows that the work is done.</summary>
    /// <param name="lease">The claim.</param>
    Task CompletedAsync(Lease lease);

    /// <summary>The work was given up: the job cannot go on.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="failure">The cause.</param>
    Task GivenUpAsync(Lease lease, JobFailure failure);

    /// <summary>What follows from a failure.</summary>
    /// <param name="cause">What was thrown.</param>
    FailureVerdict Judge(Exception cause);

    /// <summary>An attempt failed.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="cause">What was thrown.</param>
    void Failed(Lease lease, Exception cause);

    /// <summary>What the work needs is away or full; it is tried again after a while, and other work goes on meanwhile.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="wait">How long the work waits.</param>
    void Deferred(Lease lease, Exception cause, TimeSpan wait);

    /// <summary>Something is away or went wrong outside of the work; the loop goes on.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="wait">How long the loop waits.</param>
    void Waits(Exception cause, TimeSpan wait);
}
