namespace RedKube.Cli.Tests;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Error">What it wrote to stderr.</param>
internal sealed record ChildResult(int ExitCode, string Output, string Error);
