namespace RedKube.Cli.Terminal;

/// <summary>Something that is redrawn in place at the bottom of the terminal.</summary>
internal interface ILiveLine
{
    /// <summary>Writes a message above it.</summary>
    /// <param name="label">warning, error or empty: shown in colour before a colon.</param>
    /// <param name="text">The message.</param>
    void WriteAbove(string label, string text);
}
