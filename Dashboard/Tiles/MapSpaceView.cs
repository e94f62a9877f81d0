namespace RedKube.Dashboard.Tiles;

/// <summary>The space of a map. Tile (z, x, y) covers 1/2^z of the side, x to the right, y downwards, in every space.</summary>
/// <param name="Kind">mercator (EPSG:3857, the world) or pixels (a square of <paramref name="Side"/> pixels with the image in its upper left corner).</param>
/// <param name="Side">Length of the square's side: metres for mercator, image pixels for pixels.</param>
/// <param name="Extent">Where the image lies: xmin, ymin, xmax, ymax in that space; mercator metres with y upwards, or image pixels with y downwards.</param>
/// <param name="MaxZoom">From this zoom on, one pixel of a tile of 256 is at most one pixel of the image.</param>
/// <param name="TileSize">Pixels of a tile's side as rendered by default.</param>
public sealed record MapSpaceView(string Kind, double Side, MapExtent Extent, int MaxZoom, int TileSize);
