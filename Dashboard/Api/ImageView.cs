using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Dashboard.Tiles;

namespace RedKube.Dashboard.Api;

/// <summary>An image and how to draw it.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Map">The space in which tiles and detections are drawn.</param>
/// <param name="Outline">Its corners on the map, lon and lat; null without georeference.</param>
/// <param name="Tiles">Address of the tiles, with {z}, {x}, {y}.</param>
public sealed record ImageView(ImageInfo Info, MapSpaceView Map, IReadOnlyList<LonLat>? Outline, string Tiles);
