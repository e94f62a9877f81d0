using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Geolocation;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Says what is known of an open image.</summary>
internal static class ImageDescriber
{
    // A VRT decodes nothing itself; its own blocks of 128 only make for more calls.
    private const int VrtBlock = 512;

    /// <summary>The bands as the file has them.</summary>
    /// <param name="dataset">The open image.</param>
    public static IReadOnlyList<BandInfo> BandsOf(Dataset dataset)
    {
        var result = new List<BandInfo>(dataset.RasterCount);
        for (var i = 1; i <= dataset.RasterCount; i++)
        {
            var band = dataset.GetRasterBand(i);
            var colour = GdalApi.GetColorInterpretationName(band.GetColorInterpretation()).ToLowerInvariant();
            result.Add(new BandInfo(i, colour, GdalTypes.NameOf(band), MaskReader.NodataOf(band)));
        }

        return result;
    }

    /// <summary>Gathers what is known.</summary>
    /// <param name="image">The image.</param>
    /// <param name="address">Its address.</param>
    /// <param name="dataset">The open image.</param>
    /// <param name="bands">Its bands.</param>
    /// <param name="type">The type in which its samples are read.</param>
    public static ImageInfo Describe(ImageRef image, ImageAddress address, Dataset dataset, IReadOnlyList<BandInfo> bands, SampleType type)
    {
        var first = dataset.GetRasterBand(1);
        var size = new PixelSize(dataset.RasterXSize, dataset.RasterYSize);
        var content = ContentVersions.Of(address, dataset);
        var place = Georeference.Of(dataset);
        return new ImageInfo
        {
            Name = image.Name,
            Format = dataset.GetDriver().ShortName,
            Size = size,
            Bands = bands,
            SampleType = type,
            Block = BlockOf(dataset, first, size),
            Compression = Compression(dataset),
            Georeference = place.Method,
            HasRpc = Georeference.HasRpc(dataset),
            GeoreferenceNote = place.Note,
            CrsName = place.CrsName,
            GroundSampleDistanceMetres = GroundSampleDistance(dataset, place, size),
            Acquired = AcquisitionTimes.Of(dataset),
            FileBytes = content.Bytes,
            Files = address.IsRemote ? [] : [.. (dataset.GetFileList() ?? []).Where(File.Exists).Select(Path.GetFullPath)],
            ContentVersion = content.Version,
            Overviews = first.GetOverviewCount(),
        };
    }

    private static PixelSize BlockOf(Dataset dataset, Band band, PixelSize size)
    {
        band.GetBlockSize(out var width, out var height);
        if (dataset.GetDriver().ShortName == "VRT")
        {
            (width, height) = (Math.Max(width, VrtBlock), Math.Max(height, VrtBlock));
        }

        return new PixelSize(Math.Min(width, size.Width), Math.Min(height, size.Height));
    }

    // NITF says NC for none, C8 for JPEG 2000 and so on: the file's own word is kept.
    private static string? Compression(Dataset dataset) =>
        dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") ?? (dataset.GetMetadataItem("NITF_IC", "") is { Length: > 0 } ic and not "NC" ? ic : null);

    private static double? GroundSampleDistance(Dataset dataset, Georeference place, PixelSize size)
    {
        using var locator = place.Open(dataset, height: null, dem: null);
        if (locator is null)
        {
            return null;
        }

        // Over some pixels, since the last digits of a single one drown.
        double x = size.Width / 2.0, y = size.Height / 2.0, dx = Math.Min(16, x), dy = Math.Min(16, y);
        Span<LonLat> map = stackalloc LonLat[4];
        locator.ToMap([new(x - dx, y), new(x + dx, y), new(x, y - dy), new(x, y + dy)], map);
        var metres = Math.Sqrt(Geodesic.Inverse(map[0], map[1]).Metres / (2 * dx) * (Geodesic.Inverse(map[2], map[3]).Metres / (2 * dy)));
        return double.IsFinite(metres) && metres > 0 ? metres : null;
    }
}
