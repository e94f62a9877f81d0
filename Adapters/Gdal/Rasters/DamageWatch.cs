using OSGeo.GDAL;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>
/// Turns damage into an error where a decoder only warns: libjpeg fills what is missing of a cut off or garbled stream with grey and GDAL passes
/// its warning on. One for each dataset; like it, not for several threads at a time.
/// </summary>
/// <param name="dataset">The image.</param>
internal sealed class DamageWatch(Dataset dataset)
{
    // The first warning of each stream is the one that libjpeg utters (jerror.h: JWRN_…). Bytes too many before a marker do no harm.
    private static readonly string[] Damage = ["Corrupt JPEG data", "Premature end of JPEG", "Corrupt data"];
    private const string Harmless = "extraneous bytes";

    // Blocks of a GeoTIFF are streams of their own. Elsewhere one stream may hold all rows, and warns only once.
    private readonly bool blocksStandAlone = IsTiff(dataset);
    private int damagedFromRow = int.MaxValue;

    /// <summary>Forgets the warnings of earlier reads.</summary>
    /// <param name="rect">The pixels that are going to be read.</param>
    /// <exception cref="InvalidDataException">They lie behind damage that was met before.</exception>
    public void Begin(PixelRect rect)
    {
        if (rect.Bottom > damagedFromRow)
        {
            throw new InvalidDataException("the data before these rows are damaged.");
        }

        GdalApi.ErrorReset();
    }

    /// <summary>Looks at what the decoder said.</summary>
    /// <param name="rect">The pixels that were read.</param>
    /// <exception cref="InvalidDataException">They are damaged; with the decoder's words.</exception>
    public void End(PixelRect rect)
    {
        if (GdalApi.GetLastErrorType() != (int)CPLErr.CE_Warning || GdalApi.GetLastErrorMsg() is not { } words || !IsDamage(words))
        {
            return;
        }

        // What was made up must not be found in a cache and taken for whole by a later read.
        dataset.FlushCache();
        if (!blocksStandAlone)
        {
            damagedFromRow = Math.Min(damagedFromRow, rect.Y);
        }

        throw new InvalidDataException(words);
    }

    // Apart from End, so that a read without warning allocates nothing.
    private static bool IsDamage(string words) =>
        !words.Contains(Harmless, StringComparison.Ordinal) && Array.Exists(Damage, d => words.Contains(d, StringComparison.OrdinalIgnoreCase));

    private static bool IsTiff(Dataset dataset)
    {
        using var driver = dataset.GetDriver();
        return driver.ShortName is "GTiff" or "COG";
    }
}
