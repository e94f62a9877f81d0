using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Aggregator;

/// <summary>Writes merged detections as features into a file of this machine.</summary>
/// <param name="images">Opens images for their place on the map.</param>
/// <param name="writers">Makes writers.</param>
internal sealed class OutputMaker(IRasterSource images, IFeatureWriterFactory writers)
{
    /// <summary>Writes the features.</summary>
    /// <param name="job">The job.</param>
    /// <param name="merged">Merged detections in output order.</param>
    /// <param name="file">The file to write, one of this machine.</param>
    /// <param name="cancellation">Stops between features.</param>
    /// <returns>What the user should know.</returns>
    /// <exception cref="Core.Errors.RedKubeException">RK4001, RK4004, RK2010.</exception>
    public IReadOnlyList<string> Write(Job job, IEnumerable<Detection> merged, string file, CancellationToken cancellation)
    {
        var readOptions = job.Options.ReadOptions(job.Plan!.Bands);
        using var geolocator = images.OpenGeolocator(job.Image, readOptions);
        ImageInfo info;
        using (var reader = images.Open(job.Image, readOptions))
        {
            info = reader.Info;
        }

        var header = new OutputHeader
        {
            ImageName = info.Name,
            Acquired = info.Acquired,
            ModelName = job.Model.Name,
            ModelHash = job.Model.Hash,
            IsGeoreferenced = geolocator is not null,
        };
        var builder = new FeatureBuilder(header, job.Model.Card.Names, geolocator);
        using (var writer = writers.Create(job.Format, file, header))
        {
            foreach (var feature in builder.Build(merged))
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(feature);
                WorkProgress.Made();
            }

            writer.Complete();
        }

        return [.. OutputWarnings.Of(info, job.Format, geolocator is not null, builder.Unplaced)];
    }
}
