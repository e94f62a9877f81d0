namespace RedKube.Cli.Terminal;

/// <summary>Names and values in two columns.</summary>
internal sealed class Facts
{
    private readonly List<(string Name, string Value)> rows = [];

    /// <summary>Adds a row; one without a value is left out.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">Its value, or null.</param>
    public Facts Add(string name, string? value)
    {
        if (value is not null)
        {
            rows.Add((name, value));
        }

        return this;
    }

    /// <summary>Writes the rows.</summary>
    /// <param name="to">Where to.</param>
    public void Write(TextWriter to)
    {
        var width = rows.Max(static r => r.Name.Length);
        foreach (var (name, value) in rows)
        {
            to.WriteLine($"  {name.PadRight(width)}  {value}");
        }
    }
}
