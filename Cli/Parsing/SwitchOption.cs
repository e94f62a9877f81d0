using System.CommandLine;

namespace RedKube.Cli.Parsing;

/// <summary>An option without a value.</summary>
internal sealed class SwitchOption : Option<bool>, IOptionHelp
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name, with both dashes.</param>
    /// <param name="group">One of <see cref="OptionGroups"/>.</param>
    /// <param name="description">What it does.</param>
    public SwitchOption(string name, string group, string description)
        : base(name)
    {
        Description = description;
        Group = group;
        Arity = ArgumentArity.Zero;
    }

    /// <inheritdoc/>
    public string Group { get; }

    /// <inheritdoc/>
    public string? Default => null;
}
