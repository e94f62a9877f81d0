using NetTopologySuite.Geometries;

namespace NetTopologySuite.Features;

/// <summary>A geometry with attributes.</summary>
public interface IFeature
{
    /// <summary>The geometry, or null where the feature has none.</summary>
    Geometry? Geometry { get; set; }

    /// <summary>The attributes, or null where the feature has none.</summary>
    IAttributesTable? Attributes { get; set; }
}
