using OSGeo.GDAL;
using OSGeo.OSR;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests;

/// <summary>Makes small images and reads them back.</summary>
internal static class Images
{
    public static GdalRasterSource Source { get; } = new();

    /// <summary>Band b of pixel (x, y) holds Value(x, y, b).</summary>
    public static string Make(
        TempFolder folder, string name, int width, int height, int bands, DataType type = DataType.GDT_Byte, string driver = "GTiff", Action<Dataset>? then = null, params string[] options)
    {
        GdalRuntime.Initialise();
        var path = folder.At(name);
        using var dataset = GdalApi.GetDriverByName(driver).Create(path, width, height, bands, type, options);
        for (var b = 0; b < bands; b++)
        {
            var values = new double[width * height];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Value(i % width, i / width, b);
            }

            dataset.GetRasterBand(b + 1).WriteRaster(0, 0, width, height, values, width, height, 0, 0);
        }

        then?.Invoke(dataset);
        dataset.FlushCache();
        return path;
    }

    public static string Copy(TempFolder folder, string from, string name, string driver, params string[] options)
    {
        var path = folder.At(name);
        using var source = GdalApi.Open(from, Access.GA_ReadOnly);
        using var copy = GdalApi.GetDriverByName(driver).CreateCopy(path, source, 0, options, null, null);
        copy.FlushCache();
        return path;
    }

    public static double Value(int x, int y, int band) => ((x * 3) + (y * 5) + (band * 40)) % 127;

    public static void Place(Dataset dataset, GeoTransform t, int epsg)
    {
        dataset.SetGeoTransform([t.OriginX, t.ColumnX, t.RowX, t.OriginY, t.ColumnY, t.RowY]);
        dataset.SetProjection(Wkt(epsg));
    }

    public static string Wkt(int epsg)
    {
        using var reference = new SpatialReference("");
        reference.ImportFromEPSG(epsg);
        reference.ExportToWkt(out var wkt, null);
        return wkt;
    }

    public static IRasterReader Open(string uri, RasterReadOptions? options = null) => Source.Open(new ImageRef(uri), options ?? new RasterReadOptions());

    public static PixelBlock Read(IRasterReader reader, PixelRect? rect = null)
    {
        var block = new PixelBlock(
            rect ?? new PixelRect(0, 0, reader.Info.Size.Width, reader.Info.Size.Height), reader.Bands.Count, reader.Info.SampleType, reader.HasMask);
        reader.Read(block);
        return block;
    }

    public static double At(PixelBlock block, int band, int x, int y) => block.SampleType switch
    {
        SampleType.Byte => block.Row<byte>(band, y)[x],
        SampleType.UInt16 => block.Row<ushort>(band, y)[x],
        SampleType.Int16 => block.Row<short>(band, y)[x],
        _ => block.Row<float>(band, y)[x],
    };
}
