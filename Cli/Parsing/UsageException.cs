namespace RedKube.Cli.Parsing;

/// <summary>The command line is wrong; carries every fault that was found.</summary>
/// <param name="faults">The faults.</param>
internal sealed class UsageException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Each says what was found, what was expected and what to do.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
