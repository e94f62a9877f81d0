using RedKube.Dashboard.Api;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Components;

/// <summary>Offers the sample scene: makes it once in the data folder and searches it with the sample model.</summary>
/// <param name="scenes">Who can make it; none: it is not offered.</param>
/// <param name="places">The data folder.</param>
/// <param name="desk">Where jobs are submitted.</param>
internal sealed class SampleDesk(IEnumerable<ISampleScene> scenes, DataPlaces places, JobDesk desk) : IDisposable
{
    private const string Model = "harbour";
    private readonly ISampleScene? scene = scenes.FirstOrDefault();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Whether the scene can be made here.</summary>
    public bool IsOffered => scene is not null;

    /// <summary>Makes the scene where it is not there yet and submits the job.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The job's id.</returns>
    /// <exception cref="Core.Errors.RedKubeException">RK3001 without the sample model; RK4001, RK4004 where the scene cannot be written.</exception>
    public async Task<string> StartAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(places.Root, "samples", "harbour-scene.tif");
        await turn.WaitAsync(cancellation);
        try
        {
            if (!File.Exists(file))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await scene!.MakeAsync(file, cancellation);
            }
        }
        finally
        {
            turn.Release();
        }

        return (await desk.CreateAsync(new JobRequest { Image = file, Model = Model, Options = new JobOptions { RegionSize = 1024 } }, cancellation)).Id;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
