using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Inputs;

/// <summary>Which images a command line names.</summary>
/// <param name="Images">Each once, in the order in which they were named; those of a folder by name.</param>
/// <param name="Several">Whether the output is a folder: more than one image was named, or a folder.</param>
internal sealed record ImageInputs(IReadOnlyList<ImageRef> Images, bool Several)
{
    /// <summary>Looks into folders; everything else is taken as it was written.</summary>
    /// <param name="words">Paths, addresses, folders.</param>
    /// <param name="rasters">Knows which files of a folder are images.</param>
    /// <exception cref="RedKubeException">RK2009: a folder holds no image.</exception>
    public static ImageInputs Find(IReadOnlyList<string> words, IRasterSource rasters)
    {
        var images = new List<ImageRef>();
        foreach (var word in words)
        {
            images.AddRange(Directory.Exists(word) ? InFolder(word, rasters) : [new ImageRef(word)]);
        }

        return new ImageInputs([.. images.DistinctBy(Identity, StringComparer.Ordinal)], words.Count > 1 || words.Any(Directory.Exists));
    }

    private static List<ImageRef> InFolder(string folder, IRasterSource rasters)
    {
        List<string> files;
        try
        {
            files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.NoImages, $"the folder {folder} cannot be read: {e.Message} Expected a folder with images.", e);
        }

        var images = files.Where(rasters.Recognises).Select(static f => new ImageRef(f)).ToList();
        return images.Count > 0
            ? images
            : throw new RedKubeException(
                ErrorCode.NoImages,
                $"the folder {folder} holds no image: {files.Count} file{(files.Count == 1 ? "" : "s")}, none that GDAL knows as a raster. Expected images directly in it (folders below are not searched); name the images, or a folder that holds some.");
    }

    private static string Identity(ImageRef image) => File.Exists(image.Uri) ? Path.GetFullPath(image.Uri) : image.Uri;
}
