namespace RedKube.Dashboard.Events;

/// <summary>Something to know of a job.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="IsWarning">Whether its user may want to change something.</param>
public sealed record MessageEvent(string Text, bool IsWarning);
