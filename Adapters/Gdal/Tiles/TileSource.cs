using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Geolocation;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tiles;

/// <summary>An open image from which tiles are drawn. One thread at a time.</summary>
internal sealed class TileSource : IDisposable
{
    private const int EdgePoints = 33;

    private readonly Dataset dataset;
    private readonly IGeolocator? geolocator;
    private readonly TilePixelsReader pixels;
    private readonly double turn;

    private TileSource(string uri, string stamp, Dataset dataset, IGeolocator? geolocator, MapFrame frame, TilePixelsReader pixels) =>
        (Uri, Stamp, this.dataset, this.geolocator, Frame, this.pixels, turn) = (uri, stamp, dataset, geolocator, frame, pixels, Turn.Of(geolocator, frame.Info.Size));

    /// <summary>The image's address.</summary>
    public string Uri { get; }

    /// <summary>Which version of the file it is.</summary>
    public string Stamp { get; }

    /// <summary>Where the image lies.</summary>
    public MapFrame Frame { get; }

    /// <summary>What tells one version of a file from another at no cost; the same for all versions where the image is not a file.</summary>
    /// <param name="image">The image.</param>
    public static string StampOf(ImageRef image)
    {
        var address = ImageAddress.Of(image);
        if (!address.IsLocalFile)
        {
            return "";
        }

        var file = new FileInfo(address.Path);
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "";
    }

    /// <summary>Opens an image; takes a sample for the stretch where it has more than 8 bits.</summary>
    /// <param name="image">The image.</param>
    /// <param name="stamp">Which version it is.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    public static TileSource Open(ImageRef image, string stamp, CancellationToken cancellation)
    {
        ImageInfo info;
        IReadOnlyList<int> bands;
        IReadOnlyList<BandRange> ranges;
        using (var all = ReaderOpener.Open(image, new RasterReadOptions()))
        {
            info = all.Info;
            bands = BandsFor(info);
        }

        using (var reader = ReaderOpener.Open(image, new RasterReadOptions { Bands = bands }))
        {
            ranges = RangeSampler.Find(reader, RangeChoice.Usual(info.SampleType), cancellation);
        }

        var address = ImageAddress.Of(image);
        var opened = ImageOpener.Open(address);
        IGeolocator? locator = null;
        try
        {
            locator = OpenGeolocator(address);
            var frame = FrameOf(info, locator);
            var palette = Palette.Of(address, opened, NodataChoice.FromFile);
            return new TileSource(image.Uri, stamp, opened, locator, frame, new TilePixelsReader(opened, info, bands, ranges, palette));
        }
        catch
        {
            locator?.Dispose();
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Draws a tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="size">Pixels of its side.</param>
    /// <param name="cancellation">Stops between reads.</param>
    /// <returns>Red, green, blue and opacity planes, one after the other; null where no pixel of the image is in it.</returns>
    public byte[]? Draw(MapTile tile, int size, CancellationToken cancellation)
    {
        var mesh = TileMesh.Of(Frame, geolocator, turn, tile);
        if (mesh.Window(Frame.Info.Size) is not { } window)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        using var block = pixels.Read(window, size);
        return mesh.Sample(block, window, size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        geolocator?.Dispose();
        dataset.Dispose();
    }

    private static IGeolocator? OpenGeolocator(ImageAddress address)
    {
        var opened = ImageOpener.Open(address);
        IGeolocator? locator = null;
        try
        {
            return locator = GeolocatorFactory.Open(address, opened, new RasterReadOptions());
        }
        finally
        {
            if (locator is null)
            {
                opened.Dispose();
            }
        }
    }

    // Red, green, blue where the file names them, else the first three, else the first as grey.
    private static IReadOnlyList<int> BandsFor(ImageInfo info)
    {
        var data = info.DataBands.ToList();
        int? Named(string colour) => data.Find(b => b.Colour == colour)?.Number;
        return (Named("red"), Named("green"), Named("blue"), data.Count) switch
        {
            ({ } red, { } green, { } blue, _) => [red, green, blue],
            (_, _, _, >= 3) => [.. data.Take(3).Select(static b => b.Number)],
            (_, _, _, >= 1) => [data[0].Number],
            _ => [info.Bands[0].Number],
        };
    }

    private static MapFrame FrameOf(ImageInfo info, IGeolocator? locator)
    {
        var space = locator is null ? MapSpace.Pixels(info.Size) : MapSpace.Mercator;
        double width = info.Size.Width, height = info.Size.Height;
        var edge = new List<PixelPoint>(EdgePoints * 4);
        for (var i = 0; i < EdgePoints; i++)
        {
            var t = (double)i / (EdgePoints - 1);
            edge.AddRange([new(t * width, 0), new(t * width, height), new(0, t * height), new(width, t * height)]);
        }

        var points = new MapPoint[edge.Count];
        space.FromPixels([.. edge], locator, points);
        var there = points.Where(static p => double.IsFinite(p.X) && double.IsFinite(p.Y)).DefaultIfEmpty(new MapPoint(0.5, 0.5)).ToList();
        var step = Math.Max(1, width / 100);
        var centre = new MapPoint[2];
        space.FromPixels([new((width - step) / 2, height / 2), new((width + step) / 2, height / 2)], locator, centre);
        var perPixel = Math.Sqrt(Math.Pow(centre[1].X - centre[0].X, 2) + Math.Pow(centre[1].Y - centre[0].Y, 2)) / step;
        var zoom = perPixel > 0 ? (int)Math.Ceiling(Math.Log2(1 / (256 * perPixel)) - 1e-9) : 0;
        return new MapFrame(
            info,
            space,
            new MapPoint(there.Min(static p => p.X), there.Min(static p => p.Y)),
            new MapPoint(there.Max(static p => p.X), there.Max(static p => p.Y)),
            Math.Clamp(zoom, 0, MapTile.MostZoom));
    }
}
