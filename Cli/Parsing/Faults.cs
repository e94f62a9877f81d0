namespace RedKube.Cli.Parsing;

/// <summary>Collects what is wrong with a command line, so that all of it is reported at once.</summary>
internal sealed class Faults
{
    private readonly List<string> messages = [];

    /// <summary>The faults, in the order in which they were found: each says what was found, what was expected and what to do.</summary>
    public IReadOnlyList<string> Messages => messages;

    /// <summary>Whether there is any.</summary>
    public bool Any => messages.Count > 0;

    /// <summary>Adds a fault.</summary>
    /// <param name="message">What was found, what was expected, what to do.</param>
    public void Add(string message)
    {
        if (!messages.Contains(message, StringComparer.Ordinal))
        {
            messages.Add(message);
        }
    }

    /// <summary>Ends the reading of a command line that has faults.</summary>
    /// <exception cref="UsageException">There is at least one.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new UsageException(messages);
        }
    }
}
