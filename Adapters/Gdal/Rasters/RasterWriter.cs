using OSGeo.GDAL;
using OSGeo.OSR;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>
/// Writes a GeoTIFF of any size block by block; memory does not grow with it. The file appears under its name only with
/// <see cref="Complete"/>; what was not completed is deleted. One thread at a time.
/// </summary>
public sealed unsafe class RasterWriter : IDisposable
{
    private readonly string path;
    private readonly string part;
    private readonly RasterWriteOptions options;
    private readonly int[] bandMap;
    private Dataset? dataset;

    private RasterWriter(string path, string part, RasterWriteOptions options, Dataset dataset)
    {
        this.path = path;
        this.part = part;
        this.options = options;
        this.dataset = dataset;
        bandMap = [.. Enumerable.Range(1, options.Bands)];
    }

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it is to stand; an existing file is replaced in the end.</param>
    /// <param name="options">Size, type, compression, place.</param>
    /// <exception cref="RedKubeException">RK1002 where options contradict each other, RK4001 where the file cannot be made.</exception>
    public static RasterWriter Create(string path, RasterWriteOptions options)
    {
        GdalRuntime.Initialise();
        if (options.Compression == RasterCompression.Jpeg && (options.SampleType != SampleType.Byte || options.Bands is not (1 or 3)))
        {
            throw new RedKubeException(
                ErrorCode.OptionsConflict,
                $"JPEG compression needs 8-bit samples of 1 or 3 bands; found {options.Bands} × {options.SampleType}. Choose deflate, lzw or zstd.");
        }

        var unfinished = path + ".part";
        return Guard(path, () =>
        {
            var made = GdalApi.GetDriverByName("GTiff").Create(
                unfinished, options.Size.Width, options.Size.Height, options.Bands, GdalTypes.Of(options.SampleType), CreationOptions(options));
            Describe(made, options);
            return new RasterWriter(path, unfinished, options, made);
        });
    }

    /// <summary>Writes a rectangle of 8-bit samples; fastest where it is one block or more.</summary>
    /// <param name="rect">The pixels, inside the image.</param>
    /// <param name="samples">Row by row, pixel by pixel, band by band: [y, x, band].</param>
    /// <exception cref="RedKubeException">RK4001 or RK4004 where it cannot be written.</exception>
    public void Write(PixelRect rect, ReadOnlySpan<byte> samples)
    {
        fixed (byte* first = samples)
        {
            Write(rect, (nint)first, samples.Length, DataType.GDT_Byte, sizeof(byte));
        }
    }

    /// <summary>Writes a rectangle of 16-bit samples; fastest where it is one block or more.</summary>
    /// <param name="rect">The pixels, inside the image.</param>
    /// <param name="samples">Row by row, pixel by pixel, band by band: [y, x, band].</param>
    /// <exception cref="RedKubeException">RK4001 or RK4004 where it cannot be written.</exception>
    public void Write(PixelRect rect, ReadOnlySpan<ushort> samples)
    {
        fixed (ushort* first = samples)
        {
            Write(rect, (nint)first, samples.Length, DataType.GDT_UInt16, sizeof(ushort));
        }
    }

    /// <summary>Writes what is left and gives the file its name.</summary>
    /// <exception cref="RedKubeException">RK4001 or RK4004 where it cannot be written.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(dataset is null, this);
        Guard(path, () =>
        {
            dataset.FlushCache();
            dataset.Dispose();
            dataset = null;
            File.Move(part, path, overwrite: true);
            return true;
        });
    }

    /// <summary>Deletes the file if it was not completed.</summary>
    public void Dispose()
    {
        if (dataset is not null)
        {
            dataset.Dispose();
            dataset = null;
            File.Delete(part);
        }
    }

    private static void Describe(Dataset made, RasterWriteOptions options)
    {
        if (options.GeoTransform is { } t)
        {
            made.SetGeoTransform([t.OriginX, t.ColumnX, t.RowX, t.OriginY, t.ColumnY, t.RowY]);
        }

        if (options.EpsgCode is { } code)
        {
            using var reference = new SpatialReference("");
            reference.ImportFromEPSG(code);
            reference.ExportToWkt(out var wkt, null);
            made.SetProjection(wkt);
        }

        if (options.Nodata is { } nodata)
        {
            made.GetRasterBand(1).SetNoDataValue(nodata);
        }

        foreach (var (name, value) in options.Tags)
        {
            made.SetMetadataItem(name, value, "");
        }
    }

    private static string[] CreationOptions(RasterWriteOptions options)
    {
        List<string> list =
        [
            "TILED=YES", $"BLOCKXSIZE={options.BlockPixels}", $"BLOCKYSIZE={options.BlockPixels}", "INTERLEAVE=PIXEL", "BIGTIFF=IF_SAFER",
            $"COMPRESS={options.Compression.ToString().ToUpperInvariant()}",
        ];
        if (options.Sparse)
        {
            list.Add("SPARSE_OK=TRUE");
        }

        if (options.Bands >= 3 && options.Compression != RasterCompression.Jpeg)
        {
            list.Add("PHOTOMETRIC=RGB");
        }

        if (options.Compression == RasterCompression.Jpeg)
        {
            list.Add("JPEG_QUALITY=90");
            list.Add(options.Bands == 3 ? "PHOTOMETRIC=YCBCR" : "PHOTOMETRIC=MINISBLACK");
        }
        else if (options.Compression != RasterCompression.None)
        {
            list.Add(options.SampleType == SampleType.Float32 ? "PREDICTOR=3" : "PREDICTOR=2");
        }

        return [.. list];
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is ApplicationException || OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }

    private void Write(PixelRect rect, nint samples, long length, DataType type, int sampleBytes)
    {
        ObjectDisposedException.ThrowIf(dataset is null, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(length, rect.Count * options.Bands, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfNotEqual(sampleBytes, options.SampleType.Bytes(), nameof(samples));
        var pixel = sampleBytes * options.Bands;
        Guard(path, () => dataset.WriteRaster(
            rect.X, rect.Y, rect.Width, rect.Height, samples, rect.Width, rect.Height, type, options.Bands, bandMap, pixel, pixel * rect.Width, sampleBytes));
    }
}
