using NetTopologySuite.Geometries;

namespace NetTopologySuite.Features;

/// <summary>A geometry with attributes.</summary>
public class Feature : IFeature
{
    /// <summary>A feature without geometry or attributes.</summary>
    public Feature()
    {
    }

    /// <summary>A feature.</summary>
    public Feature(Geometry? geometry, IAttributesTable? attributes)
    {
        Geometry = geometry;
        Attributes = attributes;
    }

    /// <inheritdoc />
    public Geometry? Geometry { get; set; }

    /// <inheritdoc />
    public IAttributesTable? Attributes { get; set; }
}
