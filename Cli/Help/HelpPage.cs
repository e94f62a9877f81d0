using System.CommandLine;
using System.Text;
using RedKube.Cli.Commands;
using RedKube.Cli.Parsing;

namespace RedKube.Cli.Help;

/// <summary>
/// The help of a command: what it does, how it is called, its options by purpose with their defaults, and lines to copy. At most 100 columns wide.
/// </summary>
internal static class HelpPage
{
    private const int Width = 100;
    private const int Indent = 2;
    private const int Column = 34;

    /// <summary>The whole page.</summary>
    /// <param name="command">The command.</param>
    public static string Of(Command command)
    {
        var page = new StringBuilder();
        Paragraph(page, command.Description ?? "", 0);
        page.AppendLine();
        page.AppendLine($"Usage: {Usage(command)}");
        foreach (var text in (command as CliCommand)?.Explanation ?? [])
        {
            page.AppendLine();
            Paragraph(page, text, 0);
        }

        Arguments(page, command);
        Commands(page, command);
        Options(page, command);
        Examples(page, command);
        if (command is RootCommand)
        {
            page.AppendLine();
            Paragraph(page, "redkube COMMAND --help tells more of each. New here? Start with: redkube demo", 0);
            Paragraph(page, "In a clone of the sources, ./redkube test runs the tests.", 0);
        }

        return page.ToString();
    }

    private static string Usage(Command command)
    {
        var usage = new StringBuilder(CommandLine.PathOf(command));
        if (command.Subcommands.Any(static c => !c.Hidden))
        {
            return usage.Append(" COMMAND").ToString();
        }

        foreach (var argument in command.Arguments)
        {
            usage.Append($" {argument.HelpName ?? argument.Name}");
        }

        foreach (var option in command.Options.OfType<TextOption>().Where(static o => o.Default is null))
        {
            usage.Append($" {option.Name} {option.HelpName}");
        }

        return usage.Append(" [options]").ToString();
    }

    private static void Arguments(StringBuilder page, Command command)
    {
        if (command.Arguments.Count == 0)
        {
            return;
        }

        page.AppendLine();
        foreach (var argument in command.Arguments)
        {
            Row(page, argument.HelpName ?? argument.Name, argument.Description ?? "");
        }
    }

    private static void Commands(StringBuilder page, Command command)
    {
        var shown = command.Subcommands.Where(static c => !c.Hidden).ToArray();
        if (shown.Length == 0)
        {
            return;
        }

        page.AppendLine().AppendLine("Commands:");
        foreach (var sub in shown)
        {
            Row(page, sub.Name, sub.Description ?? "");
        }
    }

    private static void Options(StringBuilder page, Command command)
    {
        foreach (var group in OptionGroups.All)
        {
            var members = OptionsOf(command).Where(o => !o.Hidden && (o is IOptionHelp help ? help.Group : OptionGroups.General) == group).ToArray();
            if (members.Length == 0)
            {
                continue;
            }

            page.AppendLine().AppendLine($"{group}:");
            foreach (var option in members)
            {
                var fallback = option is IOptionHelp { Default: { } text } ? $" Default: {text}." : "";
                Row(page, option is TextOption ? $"{option.Name} {option.HelpName}" : Names(option), option.Description + fallback);
            }
        }
    }

    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(static o => o.Recursive));

    private static string Names(Option option) =>
        string.Join(", ", option.Aliases.Where(static a => a is "-h").Prepend(option.Name));

    private static void Examples(StringBuilder page, Command command)
    {
        var examples = (command as CliCommand)?.Examples ?? (command is RootCommand ? CommandLine.Examples : []);
        if (examples.Count == 0)
        {
            return;
        }

        page.AppendLine().AppendLine("Examples:");
        foreach (var example in examples)
        {
            page.AppendLine($"{new string(' ', Indent)}# {example.Does}");
            page.AppendLine($"{new string(' ', Indent)}{example.Line}");
        }
    }

    private static void Row(StringBuilder page, string left, string right)
    {
        page.Append(' ', Indent).Append(left);
        var used = Indent + left.Length;
        if (used > Column - 2)
        {
            page.AppendLine();
            used = 0;
        }

        page.Append(' ', Column - used);
        Paragraph(page, right, Column);
    }

    /// <summary>Breaks a text at spaces; the first line begins where the page stands, the others at an indent.</summary>
    private static void Paragraph(StringBuilder page, string text, int indent)
    {
        var column = indent;
        foreach (var word in text.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > Width)
            {
                page.AppendLine().Append(' ', indent);
                column = indent;
            }
            else if (column > indent)
            {
                page.Append(' ');
                column++;
            }

            page.Append(word);
            column += word.Length;
        }

        page.AppendLine();
    }
}
