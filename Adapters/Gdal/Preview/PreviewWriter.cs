using System.Runtime.InteropServices;
using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.Gdal.Preview;

/// <summary>Writes a small PNG of an image with objects outlined in the colour of their class. Safe for any number of threads.</summary>
public static class PreviewWriter
{
    private const long AveragedPixels = 500_000_000;
    private const double LowShare = 0.01;
    private const double HighShare = 0.99;

    /// <summary>Writes the picture: the first three bands (or the first, as grey), 8 bits as they are, more bits stretched between the 1st and 99th percentile.</summary>
    /// <param name="source">Any image that <see cref="GdalRasterSource"/> opens.</param>
    /// <param name="marks">What to draw.</param>
    /// <param name="path">The PNG.</param>
    /// <param name="maxSize">The picture's longer side at most, pixels; a smaller image is not enlarged.</param>
    /// <returns>Each class with its colour, by name.</returns>
    /// <exception cref="RedKubeException">RK2001 to RK2004, RK2008: the image cannot be read. RK4001, RK4004: the picture cannot be written.</exception>
    public static IReadOnlyList<KeyValuePair<string, PreviewColour>> Write(ImageRef source, IReadOnlyCollection<PreviewMark> marks, string path, int maxSize = 1600)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, 1);
        var colours = marks.Select(static m => m.ClassName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(static (name, i) => KeyValuePair.Create(name, PreviewColour.All[i % PreviewColour.All.Count])).ToList();
        var byClass = colours.ToDictionary(static c => c.Key, static c => c.Value, StringComparer.Ordinal);
        var (canvas, scale) = Read(ImageAddress.Of(source), maxSize);
        foreach (var mark in marks)
        {
            var box = mark.Box;
            var ring = mark.Shape?.Corners ?? [new(box.XMin, box.YMin), new(box.XMax, box.YMin), new(box.XMax, box.YMax), new(box.XMin, box.YMax)];
            canvas.Draw([.. ring.Select(p => new PixelPoint(p.X * scale, p.Y * scale))], byClass[mark.ClassName]);
        }

        Save(canvas, path);
        return colours;
    }

    private static (PreviewCanvas Canvas, double Scale) Read(ImageAddress address, int maxSize)
    {
        try
        {
            using var image = ImageOpener.Open(address);
            var scale = Math.Min(1, maxSize / (double)Math.Max(image.RasterXSize, image.RasterYSize));
            var canvas = new PreviewCanvas(Math.Max(1, (int)Math.Round(image.RasterXSize * scale)), Math.Max(1, (int)Math.Round(image.RasterYSize * scale)));
            for (var plane = 0; plane < 3; plane++)
            {
                using var band = image.GetRasterBand(image.RasterCount >= 3 ? plane + 1 : 1);
                ToBytes(ReadBand(image, band, canvas), band.DataType, canvas.Planes.AsSpan(plane * canvas.Width * canvas.Height, canvas.Width * canvas.Height));
            }

            return (canvas, scale);
        }
        catch (ApplicationException e)
        {
            throw new RedKubeException(ErrorCode.ImageUnreadable, $"{address.PublicUri} cannot be read for a preview: {address.Clean(e.Message)} Copy it again if it was cut off on the way.", e);
        }
    }

    private static float[] ReadBand(Dataset image, Band band, PreviewCanvas canvas)
    {
        var samples = new float[canvas.Width * canvas.Height];
        var pinned = GCHandle.Alloc(samples, GCHandleType.Pinned);
        try
        {
            // Averages read every pixel; beyond this the nearest ones, or an overview, must do.
            var isSmall = (long)image.RasterXSize * image.RasterYSize <= AveragedPixels || band.GetOverviewCount() > 0;
            using var how = new RasterIOExtraArg { nVersion = 1, eResampleAlg = isSmall ? RIOResampleAlg.GRIORA_Average : RIOResampleAlg.GRIORA_NearestNeighbour };
            band.ReadRaster(
                0, 0, image.RasterXSize, image.RasterYSize, pinned.AddrOfPinnedObject(), canvas.Width, canvas.Height, DataType.GDT_Float32, 0, 0, how);
        }
        finally
        {
            pinned.Free();
        }

        return samples;
    }

    private static void ToBytes(float[] samples, DataType type, Span<byte> plane)
    {
        var (low, high) = (0f, 255f);
        if (type != DataType.GDT_Byte)
        {
            var sorted = samples.Where(float.IsFinite).Order().ToArray();
            (low, high) = sorted.Length == 0 ? (0, 1) : (sorted[(int)(LowShare * (sorted.Length - 1))], sorted[(int)(HighShare * (sorted.Length - 1))]);
        }

        var gain = high > low ? 255 / (high - low) : 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var value = (samples[i] - low) * gain;
            plane[i] = float.IsFinite(value) ? (byte)Math.Clamp(MathF.Round(value), 0, 255) : (byte)0;
        }
    }

    private static void Save(PreviewCanvas canvas, string path)
    {
        try
        {
            File.Create(path).Dispose();
            using var memory = GdalApi.GetDriverByName("MEM");
            using var picture = memory.Create("", canvas.Width, canvas.Height, 3, DataType.GDT_Byte, null);
            picture.WriteRaster(0, 0, canvas.Width, canvas.Height, canvas.Planes, canvas.Width, canvas.Height, 3, [1, 2, 3], 0, 0, 0);
            using var png = GdalApi.GetDriverByName("PNG");
            using var copy = png.CreateCopy(path, picture, 0, null, null, null);
            copy.FlushCache();
        }
        catch (Exception e) when (e is ApplicationException || OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }
}
