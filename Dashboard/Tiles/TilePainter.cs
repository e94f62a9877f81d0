using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Dashboard.Tiles;

/// <summary>Draws tiles a few at a time, so that a map in a browser does not take the machine from the jobs. Safe for any number of threads.</summary>
/// <param name="renderer">Draws them.</param>
internal sealed class TilePainter(ITileRenderer renderer) : IDisposable
{
    private readonly SemaphoreSlim turn = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The formats.</summary>
    public IReadOnlyList<string> Formats => renderer.Formats;

    /// <summary>What tells one version of an image's tiles from another.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    public Task<string> VersionAsync(ImageRef image, CancellationToken cancellation) =>
        Task.Run(() => renderer.Frame(image, cancellation).Info.ContentVersion[..Math.Min(16, renderer.Frame(image, cancellation).Info.ContentVersion.Length)].Replace(' ', '-'), cancellation);

    /// <summary>Draws a tile, once it is its turn; who has left by then is passed over.</summary>
    /// <param name="image">The image.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="size">Pixels of its side.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The picture, or null where the image has no pixel.</returns>
    public async Task<byte[]?> PaintAsync(ImageRef image, MapTile tile, int size, string format, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => renderer.Draw(image, tile, size, format, cancellation), cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
