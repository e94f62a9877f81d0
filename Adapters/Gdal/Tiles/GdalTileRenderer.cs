using System.Collections.Concurrent;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tiles;

/// <summary>Draws tiles through GDAL. Images that were drawn lately stay open, a few at a time.</summary>
public sealed class GdalTileRenderer : ITileRenderer, IDisposable
{
    private const int MostIdle = 16;
    private static readonly (string Format, string Driver)[] Drivers = [("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WEBP")];

    private readonly Lock gate = new();
    private readonly LinkedList<TileSource> idle = [];
    private readonly ConcurrentDictionary<string, (string Stamp, MapFrame Frame)> frames = new(StringComparer.Ordinal);
    private bool isDisposed;

    /// <summary>Starts GDAL if nobody did yet.</summary>
    public GdalTileRenderer()
    {
        GdalRuntime.Initialise();
        Formats = [.. Drivers.Where(static d => GdalApi.GetDriverByName(d.Driver) is not null).Select(static d => d.Format)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats { get; }

    /// <inheritdoc/>
    public MapFrame Frame(ImageRef image, CancellationToken cancellation)
    {
        var stamp = TileSource.StampOf(image);
        if (frames.TryGetValue(image.Uri, out var known) && known.Stamp == stamp)
        {
            return known.Frame;
        }

        var source = Rent(image, stamp, cancellation);
        frames[image.Uri] = (stamp, source.Frame);
        Return(source);
        return source.Frame;
    }

    /// <inheritdoc/>
    public byte[]? Draw(ImageRef image, MapTile tile, int size, string format, CancellationToken cancellation)
    {
        var source = Rent(image, TileSource.StampOf(image), cancellation);
        try
        {
            var picture = source.Draw(tile, size, cancellation);
            Return(source);
            return picture is null ? null : TileEncoder.Encode(picture, size, format);
        }
        catch (ApplicationException e)
        {
            source.Dispose();
            var address = ImageAddress.Of(image);
            throw new RedKubeException(ErrorCode.BlockUnreadable, $"{image.Name} cannot be drawn there: {address.Clean(e.Message)} Copy it again if it was cut off on the way.", e);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (var source in idle)
            {
                source.Dispose();
            }

            idle.Clear();
        }
    }

    private TileSource Rent(ImageRef image, string stamp, CancellationToken cancellation)
    {
        lock (gate)
        {
            for (var node = idle.First; node is not null; node = node.Next)
            {
                if (node.Value.Uri == image.Uri && node.Value.Stamp == stamp)
                {
                    idle.Remove(node);
                    return node.Value;
                }
            }
        }

        return TileSource.Open(image, stamp, cancellation);
    }

    private void Return(TileSource source)
    {
        TileSource? surplus = null;
        lock (gate)
        {
            if (isDisposed)
            {
                surplus = source;
            }
            else
            {
                idle.AddFirst(source);
                if (idle.Count > MostIdle)
                {
                    surplus = idle.Last!.Value;
                    idle.RemoveLast();
                }
            }
        }

        surplus?.Dispose();
    }
}
