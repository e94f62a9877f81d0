namespace RedKube.Core.Jobs;

/// <summary>A sentence for the user: a choice that was made, or a warning.</summary>
/// <param name="Job">The job.</param>
/// <param name="Text">The sentence, without credentials.</param>
/// <param name="IsWarning">Whether the user may want to change something.</param>
public sealed record JobMessage(JobId Job, string Text, bool IsWarning) : JobEvent(Job);
