using System.Text.RegularExpressions;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Says what is wrong with an image: GDAL's words, then what was expected and what to do.</summary>
internal static partial class ImageFaults
{
    /// <summary>What a failed attempt to open an image means.</summary>
    /// <param name="address">The image.</param>
    /// <param name="cause">What GDAL threw; null where it found nothing and said nothing.</param>
    public static RedKubeException OnOpen(ImageAddress address, ApplicationException? cause)
    {
        var words = cause is null ? "it is not recognised" : address.Clean(cause.Message);
        if (address.IsRemote && Network(address, words, cause) is { } network)
        {
            return network;
        }

        if (words.Contains("No such file", StringComparison.OrdinalIgnoreCase) || words.Contains("does not exist", StringComparison.OrdinalIgnoreCase))
        {
            return NotFound(address, cause);
        }

        if (words.Contains("bands on VRTDataset", StringComparison.Ordinal))
        {
            return NoBands(address, cause);
        }

        return new RedKubeException(
            ErrorCode.ImageUnreadable,
            $"{address.PublicUri} does not open as an image. GDAL says: {Sentence(words)} Expected a raster that GDAL knows (GeoTIFF, NITF, JPEG 2000, PNG, JPEG, VRT, …), whole. "
                + "Run gdalinfo on it, or copy it again if it was cut off on the way.",
            cause);
    }

    /// <summary>There is no such image.</summary>
    /// <param name="address">The image.</param>
    /// <param name="cause">What led here.</param>
    public static RedKubeException NotFound(ImageAddress address, Exception? cause = null) =>
        new(ErrorCode.ImageNotFound, $"{address.PublicUri}: there is no such image. Check the path or address, and that this machine sees it.", cause);

    /// <summary>The raster has no bands.</summary>
    /// <param name="address">The image.</param>
    /// <param name="cause">What led here.</param>
    public static RedKubeException NoBands(ImageAddress address, Exception? cause = null) =>
        new(ErrorCode.ImageHasNoBands, $"{address.PublicUri} has no bands. Expected at least one; check that it is the file that holds the pixels.", cause);

    /// <summary>A file that is there, but is none.</summary>
    /// <param name="address">The image.</param>
    /// <param name="found">What it is instead.</param>
    public static RedKubeException NoImage(ImageAddress address, string found) =>
        new(ErrorCode.ImageUnreadable, $"{address.PublicUri} is {found}. Expected a raster file that GDAL knows; name one.");

    /// <summary>What a failed read of pixels means. GDAL does not say whether the file or its storage is at fault, so the storage is asked.</summary>
    /// <param name="address">The image.</param>
    /// <param name="rect">The pixels that were wanted.</param>
    /// <param name="opened">The version of the content when it was opened.</param>
    /// <param name="now">The version now, or null where the storage does not answer.</param>
    /// <param name="cause">What GDAL threw, or what its decoder warned of.</param>
    public static RedKubeException OnRead(ImageAddress address, PixelRect rect, string opened, string? now, Exception cause)
    {
        var words = address.Clean(cause.Message);
        if (now is null)
        {
            return Away(address, words, cause);
        }

        return now == opened
            ? new RedKubeException(
                ErrorCode.BlockUnreadable,
                $"{address.PublicUri}: the pixels {rect} cannot be decoded. GDAL says: {Sentence(words)} The file is damaged or cut off there; copy it again or make it anew.",
                cause)
            : new RedKubeException(
                ErrorCode.ImageChanged,
                $"{address.PublicUri} changed while it was being read: its length, time or ETag is another than at the start. Run the command again once the file is complete.",
                cause);
    }

    private static RedKubeException? Network(ImageAddress address, string words, Exception? cause)
    {
        if (words.Contains("Range downloading not supported", StringComparison.OrdinalIgnoreCase))
        {
            return new RedKubeException(
                ErrorCode.ImageUnreadable,
                $"{address.PublicUri}: its server answers requests for a part of a file with the whole file. Expected one that answers range requests (status 206), since images are read "
                    + "in parts; download the file first and name the copy, or use another server.",
                cause);
        }

        var status = Status().Match(words) is { Success: true } m ? int.Parse(m.Groups["code"].ValueSpan) : (int?)null;
        return status switch
        {
            404 or 410 => NotFound(address, cause),
            401 or 403 => new RedKubeException(
                ErrorCode.ImageUnreadable,
                $"{address.PublicUri}: access was refused ({status}). Expected credentials that may read it; set them in the environment (AWS_ACCESS_KEY_ID, …) or renew the signed address.",
                cause),
            408 or 429 or >= 500 => Away(address, words, cause),
            _ when words.Contains("CURL error", StringComparison.OrdinalIgnoreCase) || words.Contains("timed out", StringComparison.OrdinalIgnoreCase)
                || words.Contains("Request for", StringComparison.Ordinal) => Away(address, words, cause),
            _ => null,
        };
    }

    private static RedKubeException Away(ImageAddress address, string words, Exception? cause) =>
        new(ErrorCode.ImageStorageAway, $"{address.PublicUri}: its storage did not answer as it should: {Sentence(words)} Make sure that the server, disk or share is there and try again; what is done is kept.", cause);

    private static string Sentence(string words) => words.TrimEnd() is { Length: > 0 } w ? (w[^1] is '.' or '!' or '?' ? w : w + ".") : "nothing.";

    [GeneratedRegex("(?:HTTP response code|HTTP error code|response_code=)\\s*:?\\s*(?<code>\\d{3})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Status();
}
