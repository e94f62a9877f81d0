using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Dashboard.Safety;

/// <summary>Looks at an image before anything is done with it: its kind, and how much it would take.</summary>
/// <param name="images">Opens images.</param>
/// <param name="options">Limits.</param>
internal sealed class ImageCheck(IRasterSource images, DashboardOptions options)
{
    // One block is decoded whole, whatever is wanted of it.
    private const long MostBlockBytes = 1L << 30;
    private const int MostBands = 4096;

    // Formats that hold their pixels themselves and name no other file.
    private static readonly HashSet<string> SelfContained = new(
        ["GTiff", "COG", "NITF", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID", "JPEG", "PNG", "WEBP", "BMP", "GIF", "ENVI"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens an image and says what it is.</summary>
    /// <param name="image">The image.</param>
    /// <exception cref="RedKubeException">RK2001 to RK2008; RK2013 where its format can name other files; RK2014 where it is larger than what is allowed.</exception>
    public ImageInfo Look(ImageRef image)
    {
        using var reader = images.Open(image, new RasterReadOptions());
        var info = reader.Info;
        if (!SelfContained.Contains(info.Format))
        {
            throw new RedKubeException(
                ErrorCode.InputNotAllowed,
                $"{image.Name} is of the format {info.Format}, which can lead to other files or servers. Expected one that holds its own pixels, such as GeoTIFF: gdal_translate IN OUT.tif.");
        }

        if (info.Size.Count > options.MostPixels || info.Bands.Count > MostBands)
        {
            throw TooLarge(image, $"it has {info.Size} pixels in {info.Bands.Count} bands; at most {options.MostPixels:N0} pixels in {MostBands} bands are allowed");
        }

        var block = info.Block.Count * info.Bands.Count * info.SampleType.Bytes();
        return block <= MostBlockBytes
            ? info
            : throw TooLarge(image, $"one of its blocks ({info.Block} pixels) takes {block >> 20} MB once decoded; at most {MostBlockBytes >> 20} MB are allowed. Write it in tiles: gdal_translate -co TILED=YES");
    }

    private static RedKubeException TooLarge(ImageRef image, string why) => new(ErrorCode.ImageTooLarge, $"{image.Name} is refused: {why}.");
}
