using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Detections;

/// <summary>How fast a model runs on this machine.</summary>
/// <param name="SecondsPerTile">Seconds of one caller for one tile.</param>
/// <param name="Lanes">Callers that run at the same time.</param>
/// <param name="BatchSize">Tiles in one run.</param>
/// <param name="Device">Why this device was chosen.</param>
/// <param name="SharesCores">Whether it runs on the cores that read too.</param>
public sealed record ModelTiming(double SecondsPerTile, int Lanes, int BatchSize, string Device, bool SharesCores)
{
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(80);

    /// <summary>Runs a model on empty tiles for a moment.</summary>
    /// <param name="detectors">Opens the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What tiles are like, the device and the callers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RedKubeException">The model does not take such tiles, the device is not there, or the model fails.</exception>
    public static async Task<ModelTiming> MeasureAsync(
        IDetectorFactory detectors, ModelRef model, DetectorOptions options, TimeProvider time, CancellationToken cancellation)
    {
        using var detector = detectors.Create(model, options);
        using var lane = detector.CreateLane();
        var rect = new PixelRect(0, 0, options.TileSize.Width, options.TileSize.Height);
        using var block = new PixelBlock(rect, options.Bands, options.SampleType, hasMask: false);
        var pixels = new TilePixels(rect, rect, [block]);

        // The first run makes what later ones reuse; it counts only where one run is all that there is time for.
        var seconds = await RunAsync(lane, detector.BatchSize, pixels, time, cancellation);
        var start = time.GetTimestamp();
        var runs = 0;
        while (seconds < Enough.TotalSeconds && time.GetElapsedTime(start) < Enough)
        {
            await RunAsync(lane, detector.BatchSize, pixels, time, cancellation);
            runs++;
        }

        seconds = runs > 0 ? time.GetElapsedTime(start).TotalSeconds / runs : seconds;
        return new ModelTiming(
            seconds / detector.BatchSize,
            Math.Min(detector.Lanes, options.Threads),
            detector.BatchSize,
            detector.DeviceChoice,
            detector.Runtime.Contains("CPU", StringComparison.Ordinal));
    }

    /// <summary>The time that so many tiles take, the callers sharing them.</summary>
    /// <param name="tiles">How many.</param>
    public TimeSpan For(long tiles) => TimeSpan.FromSeconds(SecondsPerTile * tiles / Lanes);

    private static async Task<double> RunAsync(IDetectorLane lane, int batch, TilePixels pixels, TimeProvider time, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var slot = 0; slot < batch; slot++)
        {
            lane.Load(slot, pixels);
        }

        await lane.RunAsync(batch, cancellation);
        return time.GetElapsedTime(start).TotalSeconds;
    }
}
