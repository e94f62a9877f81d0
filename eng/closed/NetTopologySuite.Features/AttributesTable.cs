namespace NetTopologySuite.Features;

/// <summary>Named values in the order in which they were added.</summary>
public class AttributesTable : IAttributesTable
{
    private readonly OrderedDictionary<string, object?> _values = [];

    /// <inheritdoc />
    public int Count => _values.Count;

    /// <inheritdoc />
    public object? this[string attributeName]
    {
        get => _values.TryGetValue(attributeName, out var value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(attributeName), attributeName, "no attribute of this name");
        set => _values[attributeName] = value;
    }

    /// <summary>Adds an attribute.</summary>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public void Add(string attributeName, object? attributeValue) => _values.Add(attributeName, attributeValue);

    /// <inheritdoc />
    public bool Exists(string attributeName) => _values.ContainsKey(attributeName);

    /// <inheritdoc />
    public string[] GetNames() => [.. _values.Keys];
}
