namespace RedKube.Core.Jobs;

/// <summary>Work that was given up: visible, with its cause, and can be sent again.</summary>
/// <param name="Item">The work.</param>
/// <param name="Failure">The cause of the last attempt.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record DeadLetter(WorkItem Item, JobFailure Failure, int Attempts);
