using System.CommandLine;
using System.CommandLine.Parsing;

namespace RedKube.Cli.Parsing;

/// <summary>Finds what the parser lets pass: a misspelt option counts as an image to it, or as the value of the option before.</summary>
internal static class UsageCheck
{
    /// <summary>Notes everything that is wrong with the form of a command line.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="faults">Faults are added here.</param>
    public static void Check(ParseResult parse, Faults faults)
    {
        var command = parse.CommandResult.Command;
        var words = AfterDoubleDash(parse);
        foreach (var result in parse.CommandResult.Children)
        {
            foreach (var token in result.Tokens.Where(t => IsUnknownOption(t, result, words)))
            {
                faults.Add(Unknown(token.Value, command));
            }
        }

        // A word that is no command is also counted as a command that is missing: once is enough.
        var unknownCommand = parse.UnmatchedTokens.Count > 0 && command.Subcommands.Count > 0;
        foreach (var error in parse.Errors.Where(e => !unknownCommand || e.SymbolResult is not CommandResult || parse.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))))
        {
            faults.Add(Explain(error, parse, command));
        }

        // Beside --help, the parser takes it for no error.
        if (unknownCommand && parse.Errors.Count == 0)
        {
            faults.Add(Unknown(parse.UnmatchedTokens[0], command));
        }
    }

    private static bool IsUnknownOption(Token token, SymbolResult of, HashSet<string> afterDoubleDash) =>
        token.Type == TokenType.Argument && !afterDoubleDash.Contains(token.Value)
        && (token.Value.StartsWith("--", StringComparison.Ordinal) || (of is ArgumentResult && token.Value.Length > 1 && token.Value[0] == '-'));

    private static HashSet<string> AfterDoubleDash(ParseResult parse) =>
        parse.Tokens.SkipWhile(static t => t.Type != TokenType.DoubleDash).Skip(1).Select(static t => t.Value).ToHashSet(StringComparer.Ordinal);

    private static string Explain(ParseError error, ParseResult parse, Command command)
    {
        if (error.SymbolResult is OptionResult { Option: TextOption option } given)
        {
            return given.IdentifierTokenCount > 1
                ? $"{option.Name} is given {given.IdentifierTokenCount} times. Expected it once."
                : $"{option.Name} has no value. Expected {option.Name} {option.HelpName}.";
        }

        var unmatched = parse.UnmatchedTokens.FirstOrDefault(t => error.Message.Contains($"'{t}'", StringComparison.Ordinal));
        return unmatched is null ? error.Message : Unknown(unmatched, command);
    }

    private static string Unknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? command.Options.Select(static o => o.Name) : command.Subcommands.Select(static c => c.Name);
        var name = word.Split('=')[0];
        var near = Spelling.Nearest(name, known);
        var what = isOption ? $"There is no option {name}" : command.Subcommands.Count > 0 ? $"There is no command \"{word}\"" : $"\"{word}\" is one word too many";
        return what + (near is null ? $". {CommandLine.PathOf(command)} --help lists what there is." : $". Did you mean {near}?");
    }
}
