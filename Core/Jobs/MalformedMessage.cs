namespace RedKube.Core.Jobs;

/// <summary>A message that somebody put into a stream of the queue and that is none of RedKube's: a dead letter without a job. No work is lost by it.</summary>
/// <param name="Stream">The stream that it stood in.</param>
/// <param name="Id">Its place there.</param>
/// <param name="Cause">What is wrong with it.</param>
/// <param name="Entry">What it held, cut to a readable length.</param>
public sealed record MalformedMessage(string Stream, string Id, string Cause, string Entry);
