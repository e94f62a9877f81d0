namespace RedKube.Cli.Terminal;

/// <summary>How progress is shown.</summary>
internal enum ProgressMode
{
    /// <summary>A bar where stderr is a terminal, else lines.</summary>
    Auto,

    /// <summary>A line every few seconds.</summary>
    Plain,

    /// <summary>Not at all.</summary>
    None,
}
