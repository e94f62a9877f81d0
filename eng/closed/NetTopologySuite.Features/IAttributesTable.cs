namespace NetTopologySuite.Features;

/// <summary>Named values of a feature.</summary>
public interface IAttributesTable
{
    /// <summary>How many attributes there are.</summary>
    int Count { get; }

    /// <summary>The value of one attribute; setting a name that is not there adds it.</summary>
    object? this[string attributeName] { get; set; }

    /// <summary>Whether an attribute of this name is there.</summary>
    bool Exists(string attributeName);

    /// <summary>The names, in the order in which they were added.</summary>
    string[] GetNames();
}
