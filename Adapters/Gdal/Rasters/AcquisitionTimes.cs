using System.Globalization;
using OSGeo.GDAL;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>When an image was taken, from the tags of its format. Times without a zone are UTC.</summary>
internal static class AcquisitionTimes
{
    // 20010203040506 (NITF 2.1), 03040506ZFEB01 (NITF 2.0), 2001:02:03 04:05:06 (TIFF, EXIF), 2001-02-03T04:05:06.789Z and 2001-02-03 04:05:06 (IMD files).
    private static readonly string[] Formats =
    [
        "yyyyMMddHHmmss", "ddHHmmss'Z'MMMyy", "yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly (string Name, string Domain)[] Tags =
    [
        ("ACQUISITIONDATETIME", "IMAGERY"), ("NITF_IDATIM", ""), ("EXIF_DateTimeOriginal", ""), ("EXIF_DateTimeOriginal", "EXIF"), ("TIFFTAG_DATETIME", ""),
        ("EXIF_DateTime", ""), ("EXIF_DateTime", "EXIF"),
    ];

    /// <summary>The first of an image's tags that holds a time, or null.</summary>
    /// <param name="dataset">The open image.</param>
    public static DateTimeOffset? Of(Dataset dataset)
    {
        foreach (var (name, domain) in Tags)
        {
            if (Parse(dataset.GetMetadataItem(name, domain)) is { } time)
            {
                return time;
            }
        }

        return null;
    }

    /// <summary>Reads a time as these formats write it; null where it is none, or its digits are not known (NITF's hyphens).</summary>
    /// <param name="text">A tag's value.</param>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(
            text.Trim().Trim('"'), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }
}
