namespace RedKube.Cli.Commands;

/// <summary>A command line that can be copied.</summary>
/// <param name="Line">The line, without a prompt.</param>
/// <param name="Does">What it does, in a few words.</param>
internal sealed record HelpExample(string Line, string Does);
