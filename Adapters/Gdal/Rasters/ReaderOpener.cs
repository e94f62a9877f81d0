using OSGeo.GDAL;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Opens images for reading: settles bands, type and mask.</summary>
internal static class ReaderOpener
{
    /// <summary>Opens an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Bands, nodata.</param>
    /// <exception cref="RedKubeException">RK2001 to RK2006, RK2008.</exception>
    public static GdalRasterReader Open(ImageRef image, RasterReadOptions options)
    {
        var address = ImageAddress.Of(image);
        var dataset = ImageOpener.Open(address);
        try
        {
            var palette = Palette.Of(address, dataset, options.Nodata);
            var bands = palette is null ? ImageDescriber.BandsOf(dataset) : Palette.Bands;
            var chosen = Choose(address, options.Bands, bands);
            var sources = palette is null ? [.. chosen.Select(dataset.GetRasterBand)] : new List<Band> { dataset.GetRasterBand(1) };
            var type = GdalTypes.Common(address, sources);

            // A palette knows its missing numbers; values that the user names are those of the colours.
            var maskSources = palette is null ? sources : [.. chosen.Select(_ => dataset.GetRasterBand(1))];
            var mask = new MaskReader(dataset, maskSources, type, palette is null || !options.Nodata.UseFile ? options.Nodata : NodataChoice.Of(double.NaN));
            var info = ImageDescriber.Describe(image, address, dataset, bands, type) with { HasMask = HasMaskInFile(address, dataset, palette, type, sources) };
            return new GdalRasterReader(address, dataset, info, chosen, palette, mask, sources.Exists(GdalTypes.IsSignedByte));
        }
        catch (ApplicationException e)
        {
            dataset.Dispose();
            throw ImageFaults.OnOpen(address, e);
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    private static bool HasMaskInFile(ImageAddress address, Dataset dataset, Palette? palette, SampleType type, List<Band> sources) => palette is null
        ? new MaskReader(dataset, sources, type, NodataChoice.FromFile).CanMiss
        : Palette.Of(address, dataset, NodataChoice.FromFile)!.HasMissing || new MaskReader(dataset, sources, type, NodataChoice.Of(double.NaN)).CanMiss;

    private static int[] Choose(ImageAddress address, IReadOnlyList<int>? wanted, IReadOnlyList<BandInfo> bands)
    {
        if (wanted is null)
        {
            var data = bands.Where(static b => !b.IsAlpha).Select(static b => b.Number).ToArray();
            return data.Length > 0 ? data : [.. bands.Select(static b => b.Number)];
        }

        foreach (var number in wanted)
        {
            if (number < 1 || number > bands.Count)
            {
                throw new RedKubeException(
                    ErrorCode.BandNotThere,
                    $"{address.PublicUri} has {bands.Count} bands ({string.Join(", ", bands.Select(static b => $"{b.Number} {b.Colour}"))}); band {number} was asked for. "
                        + $"Choose from 1 to {bands.Count} with --bands.");
            }
        }

        return [.. wanted];
    }
}
