namespace RedKube.Cli.Parsing;

/// <summary>The command line is wrong; carries every fault that was found.</summary>
/// <param name="faults">The faults.</param>
internal sealed class UsageException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Each says what was found, what was expected and what to do.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;

    /// <summary>Throws where there are faults.</summary>
    /// <param name="faults">What was collected.</param>
    /// <exception cref="UsageException">There is at least one.</exception>
    public static void ThrowIfAny(Faults faults)
    {
        if (faults.Any)
        {
            throw new UsageException(faults.Messages);
        }
    }
}
