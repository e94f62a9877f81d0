using OSGeo.GDAL;
using RedKube.Core.Errors;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Opens datasets and explains why one does not open.</summary>
internal static class ImageOpener
{
    private const uint Raster = 0x02;
    private const uint VerboseError = 0x40;
    private const int ListedSubdatasets = 20;

    // Good for ranges over a network, bad for local files, so they act only while such an image is opened.
    private static readonly (string Key, string Value)[] RemoteOptions =
    [
        ("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"),
        ("VSI_CACHE", "TRUE"),
        ("VSI_CACHE_SIZE", "16777216"),
        ("GDAL_INGESTED_BYTES_AT_OPEN", "32768"),
    ];

    /// <summary>Opens a raster that has bands.</summary>
    /// <param name="address">The image.</param>
    /// <exception cref="RedKubeException">RK2001 to RK2004, RK2008.</exception>
    public static Dataset Open(ImageAddress address)
    {
        GdalRuntime.Initialise();
        CheckFile(address);
        var dataset = OpenWith(address);
        if (dataset.RasterCount > 0)
        {
            return dataset;
        }

        using (dataset)
        {
            throw Empty(address, dataset);
        }
    }

    private static void CheckFile(ImageAddress address)
    {
        if (!address.IsLocalFile)
        {
            return;
        }

        if (Directory.Exists(address.Path))
        {
            // Some formats are folders (Zarr, SAFE).
            if (GdalApi.IdentifyDriverEx(address.Path, Raster, null, null) is null)
            {
                throw ImageFaults.NoImage(address, "a directory");
            }

            return;
        }

        var file = new FileInfo(address.Path);
        if (!file.Exists)
        {
            throw ImageFaults.NotFound(address);
        }

        if (file.Length == 0)
        {
            throw ImageFaults.NoImage(address, "an empty file (0 bytes)");
        }
    }

    private static Dataset OpenWith(ImageAddress address)
    {
        var set = address.IsRemote ? Array.FindAll(RemoteOptions, static o => GdalApi.GetConfigOption(o.Key, null) is null) : [];
        foreach (var (key, value) in set)
        {
            GdalApi.SetThreadLocalConfigOption(key, value);
        }

        try
        {
            return GdalApi.OpenEx(address.Path, Raster | VerboseError, null, null, null) ?? throw ImageFaults.OnOpen(address, null);
        }
        catch (ApplicationException e)
        {
            if (address.IsRemote)
            {
                // A server's failure is remembered otherwise, and the next attempt fails without asking it.
                GdalApi.VSICurlPartialClearCache(address.Path);
            }

            throw ImageFaults.OnOpen(address, e);
        }
        finally
        {
            foreach (var (key, _) in set)
            {
                GdalApi.SetThreadLocalConfigOption(key, null);
            }
        }
    }

    private static RedKubeException Empty(ImageAddress address, Dataset dataset)
    {
        var names = (dataset.GetMetadata("SUBDATASETS") ?? [])
            .Where(static line => line.Contains("_NAME=", StringComparison.Ordinal))
            .Select(line => address.Clean(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]))
            .ToList();
        if (names.Count == 0)
        {
            return ImageFaults.NoBands(address);
        }

        var more = names.Count > ListedSubdatasets ? $", and {names.Count - ListedSubdatasets} more" : "";
        return new RedKubeException(
            ErrorCode.ImageHasSubdatasets,
            $"{address.PublicUri} holds no image of its own but {names.Count} subdatasets. Name one of them instead: {string.Join(", ", names.Take(ListedSubdatasets))}{more}.");
    }
}
