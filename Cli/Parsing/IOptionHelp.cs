namespace RedKube.Cli.Parsing;

/// <summary>What the help says of an option besides its description.</summary>
internal interface IOptionHelp
{
    /// <summary>The heading it stands under.</summary>
    string Group { get; }

    /// <summary>What happens without it, as people would say it; null where it must be given or is a switch.</summary>
    string? Default { get; }
}
