namespace RedKube.Core.Merging;

/// <summary>Sides of a box.</summary>
[Flags]
internal enum Sides
{
    /// <summary>No side.</summary>
    None = 0,

    /// <summary>xMin.</summary>
    Left = 1,

    /// <summary>yMin.</summary>
    Top = 2,

    /// <summary>xMax.</summary>
    Right = 4,

    /// <summary>yMax.</summary>
    Bottom = 8,
}
