using System.Security.Cryptography;
using System.Text;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Inputs;

/// <summary>Names the outputs of several images in one folder.</summary>
internal static class OutputNames
{
    /// <summary>One file name for each image: stem.format, and stem-8 hex digits of the address's hash where stems are alike.</summary>
    /// <param name="images">The images, each once.</param>
    /// <param name="format">The ending, without a point.</param>
    public static IReadOnlyList<string> For(IReadOnlyList<ImageRef> images, string format)
    {
        // Compared without case, so that the names are the same on a file system that knows none.
        var clashing = images.GroupBy(static i => Stem(i), StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1)
            .Select(static g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. images.Select(i => clashing.Contains(Stem(i)) ? $"{Stem(i)}-{Hash(i)}.{format}" : $"{Stem(i)}.{format}")];
    }

    /// <summary>The image's name without its ending: a.b.tif is a.b.</summary>
    /// <param name="image">The image.</param>
    public static string Stem(ImageRef image)
    {
        var stem = Path.GetFileNameWithoutExtension(image.Name);
        return stem.Length == 0 ? image.Name : stem;
    }

    private static string Hash(ImageRef image) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image.PublicUri)))[..8];
}
