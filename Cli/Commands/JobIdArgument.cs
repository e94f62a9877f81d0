using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Commands;

/// <summary>Ids of jobs on the command line.</summary>
internal static class JobIdArgument
{
    /// <summary>Makes the argument.</summary>
    /// <param name="shown">How the help shows it: ID, [ID], ID….</param>
    /// <param name="description">What it is for.</param>
    public static Argument<string[]> Make(string shown, string description) =>
        new("ID") { HelpName = shown, Arity = ArgumentArity.ZeroOrMore, Description = description };

    /// <summary>The ids that were given; words that are none are noted.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="argument">The argument.</param>
    public static IReadOnlyList<JobId> Read(OptionReader reader, Argument<string[]> argument)
    {
        var ids = reader.Words(argument).Where(static w => !w.StartsWith("--", StringComparison.Ordinal)).Select(static w => new JobId(w.ToLowerInvariant())).ToArray();
        foreach (var id in ids.Where(static id => !id.IsWellFormed))
        {
            reader.Faults.Add($"ID: found \"{id}\", expected the 16 hex digits of a job. redkube jobs lists them.");
        }

        return ids;
    }
}
