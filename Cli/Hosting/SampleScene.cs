using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;
using RedKube.Dashboard.Components;

namespace RedKube.Cli.Hosting;

/// <summary>The scene of `redkube sample scene`, for the dashboard's newcomers.</summary>
internal sealed class SampleScene : ISampleScene
{
    private const int Side = 4096;
    private const int Seed = 7;

    /// <inheritdoc/>
    public Task MakeAsync(string file, CancellationToken cancellation) =>
        Task.Run(() => SceneFile.Write(new SceneOptions { Width = Side, Height = Side, Seed = Seed }, file, RasterCompression.Deflate, null, null, cancellation), cancellation);
}
