namespace RedKube.Core.Planning;

/// <summary>How a rectangle lies to an area of interest.</summary>
public enum AreaRelation
{
    /// <summary>They share no point.</summary>
    Outside,

    /// <summary>They touch or overlap.</summary>
    Partly,

    /// <summary>The area covers the whole rectangle.</summary>
    Inside,
}
