using System.CommandLine;
using System.CommandLine.Invocation;

namespace RedKube.Cli.Help;

/// <summary>Shows the help of the command that was asked for.</summary>
internal sealed class TeachingHelp : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(HelpPage.Of(parseResult.CommandResult.Command));
        return ExitCodes.Done;
    }
}
