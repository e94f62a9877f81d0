using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Models;

namespace RedKube.Dashboard.Jobs;

/// <summary>Says what a job would do before it starts.</summary>
/// <param name="desk">Checks what is named.</param>
/// <param name="models">Models.</param>
/// <param name="images">Opens images.</param>
/// <param name="trials">Runs models for a moment.</param>
internal sealed class PlanDesk(JobDesk desk, ModelShelf models, IRasterSource images, ModelTrials trials)
{
    private const int MostLines = 2000;

    /// <summary>Plans a request without submitting it.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">It cannot be done.</exception>
    public async Task<PlanView> PlanAsync(JobRequest request, CancellationToken cancellation)
    {
        var options = OptionsReader.Read(request.Options);
        var model = models.Get(request.Model);
        var image = await desk.ImageAsync(request.Upload, request.Image, cancellation);
        var plan = await Task.Run(() => new JobPlanner(images).Make(image, model, options, JobPlanner.UsualMemoryBytes, cancellation), cancellation);
        var timing = await trials.TimeAsync(model, plan, options.Device, cancellation);
        var reading = ReadEstimate.Of(plan);
        return new PlanView
        {
            Width = plan.Spec.Image.Width,
            Height = plan.Spec.Image.Height,
            Tiles = plan.TileCount,
            TileWidth = plan.Spec.TileSize.Width,
            TileHeight = plan.Spec.TileSize.Height,
            TileX = Lines(plan.Grid.Columns, i => plan.Grid.At(i, 0).Rect.X),
            TileY = Lines(plan.Grid.Rows, i => plan.Grid.At(0, i).Rect.Y),
            Regions = plan.RegionCount,
            Bytes = reading.Bytes,
            ReadFactor = Math.Round(reading.Factor, 3),
            SecondsPerTile = timing?.SecondsPerTile,
            ExpectedSeconds = timing is null ? null : Math.Round(timing.SecondsPerTile * plan.TileCount / timing.Lanes, 1),
            Device = timing?.Device,
            Warnings = [.. Warnings(image, model, options, plan, reading)],
        };
    }

    private IEnumerable<string> Warnings(ImageRef image, ModelRef model, DetectOptions options, Plan plan, ReadEstimate reading)
    {
        using var reader = images.Open(image, new RasterReadOptions());
        foreach (var warning in JobWarnings.Of(image.Name, reader.Info, model, options, plan, reading))
        {
            yield return warning;
        }

        if (reader.Info.Georeference == "none")
        {
            yield return $"The image {reader.Info.LackOfPlace()}: results will be in pixel coordinates (x right, y down).";
        }
    }

    private static IReadOnlyList<int> Lines(int count, Func<int, int> at) => count > MostLines ? [] : [.. Enumerable.Range(0, count).Select(at)];
}
