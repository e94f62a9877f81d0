namespace RedKube.Core.Planning;

/// <summary>Reads areas of interest from vector files. Safe for any number of threads.</summary>
public interface IAreaReader
{
    /// <summary>Reads the polygons of every layer in lon/lat, WGS 84.</summary>
    /// <param name="path">A vector file in any coordinate system; one that states none counts as lon/lat WGS 84.</param>
    /// <returns>WKT: a POLYGON or MULTIPOLYGON. Edges that are straight in the file's system are densified to 5 mm.</returns>
    /// <exception cref="Errors.RedKubeException">RK1101: not a vector file, no polygons, or a coordinate system that cannot be converted.</exception>
    string ReadMap(string path);

    /// <summary>Reads the polygons of every layer as pixels, whatever coordinate system the file states.</summary>
    /// <param name="path">A vector file whose coordinates are x to the right and y down.</param>
    /// <returns>WKT: a POLYGON or MULTIPOLYGON.</returns>
    /// <exception cref="Errors.RedKubeException">RK1101: not a vector file, or no polygons.</exception>
    string ReadPixels(string path);
}
