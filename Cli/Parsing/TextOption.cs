using System.CommandLine;

namespace RedKube.Cli.Parsing;

/// <summary>An option with one value. It is read as text, so that every fault can be explained and all are reported at once.</summary>
internal sealed class TextOption : Option<string?>, IOptionHelp
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name, with both dashes.</param>
    /// <param name="value">What its value is, as the help shows it: N, FILE, auto|plain|none.</param>
    /// <param name="group">One of <see cref="OptionGroups"/>.</param>
    /// <param name="fallback">What happens without it; null where it must be given.</param>
    /// <param name="description">What it does.</param>
    public TextOption(string name, string value, string group, string? fallback, string description)
        : base(name)
    {
        HelpName = value;
        Description = description;
        Group = group;
        Default = fallback;
        Arity = ArgumentArity.ExactlyOne;
    }

    /// <inheritdoc/>
    public string Group { get; }

    /// <inheritdoc/>
    public string? Default { get; }
}
