using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>One object on the map: what an output writes.</summary>
public sealed record Feature
{
    /// <summary>16 hex digits of a hash over model, image, class and geometry; a repeat carries -2, -3, …</summary>
    public required string Id { get; init; }

    /// <summary>The detection, in full-image pixels.</summary>
    public required Detection Detection { get; init; }

    /// <summary>The class's name.</summary>
    public required string ClassName { get; init; }

    /// <summary>The outline: of the shape, or of the box where there is none; the first corner not repeated; clockwise on the screen. Lon, lat, or null without georeference.</summary>
    public IReadOnlyList<LonLat>? Outline { get; init; }

    /// <summary>Longer side in metres, along the ellipsoid.</summary>
    public double? LengthMetres { get; init; }

    /// <summary>Shorter side in metres.</summary>
    public double? WidthMetres { get; init; }

    /// <summary>Area of the outline on the ellipsoid in square metres.</summary>
    public double? AreaSquareMetres { get; init; }

    /// <summary>Direction of an oriented box's longer side, degrees clockwise from true north, 0 to under 180.</summary>
    public double? HeadingDegrees { get; init; }
}
