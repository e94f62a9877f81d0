using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>Draws tiles of images for maps: any size, any reference system or none, more than 8 bits stretched. Safe for any number of threads.</summary>
public interface ITileRenderer
{
    /// <summary>The formats: png, jpeg, and webp where the installation has it.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <summary>The space in which an image is shown and where it lies in it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Errors.RedKubeException">RK2001 to RK2008, RK2010.</exception>
    MapFrame Frame(ImageRef image, CancellationToken cancellation);

    /// <summary>
    /// Draws a tile from the file's overviews. Without overviews so few blocks are read that it still takes about a second: the further out, the
    /// coarser the picture.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="tile">The tile of the image's space.</param>
    /// <param name="size">Pixels of the picture's side: 64 to 1024.</param>
    /// <param name="format">One of <see cref="Formats"/>; jpeg has no transparency, what is missing is black.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The picture; null where the image has no pixel there.</returns>
    /// <exception cref="Errors.RedKubeException">RK2001 to RK2008, RK2010.</exception>
    byte[]? Draw(ImageRef image, MapTile tile, int size, string format, CancellationToken cancellation);
}
