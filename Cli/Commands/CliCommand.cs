using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;

namespace RedKube.Cli.Commands;

/// <summary>A command of the command line: its options, its help, and what it does.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">One sentence: what it does.</param>
internal abstract class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>What the help says below the description: how to think of the command, its defaults that matter; empty for nothing.</summary>
    public virtual IReadOnlyList<string> Explanation => [];

    /// <summary>Command lines that can be copied, each with what it does.</summary>
    public abstract IReadOnlyList<HelpExample> Examples { get; }

    /// <summary>Reads the options, reports their faults or does the work.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="console">Where results and messages go.</param>
    /// <param name="cancellation">Set by the first SIGINT or SIGTERM.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The options have faults.</exception>
    /// <exception cref="Core.Errors.RedKubeException">What was asked for cannot be done.</exception>
    public abstract Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation);
}
