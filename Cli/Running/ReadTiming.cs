using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Cli.Running;

/// <summary>How fast one thread reads an image, from where it lies to decoded pixels.</summary>
/// <param name="BytesPerSecond">Bytes of decoded pixels in a second.</param>
internal sealed record ReadTiming(double BytesPerSecond)
{
    private const int MostParts = 64;
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(150);

    /// <summary>Reads parts that are spread evenly over the image, for a moment.</summary>
    /// <param name="images">Opens images.</param>
    /// <param name="image">The image.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops between parts.</param>
    /// <exception cref="Core.Errors.RedKubeException">A part cannot be read.</exception>
    public static ReadTiming Measure(IRasterSource images, ImageRef image, DetectOptions options, Plan plan, TimeProvider time, CancellationToken cancellation)
    {
        using var reader = images.Open(image, options.ReadOptions(plan.Spec.Bands));
        var parts = plan.Blocks.Columns * plan.Blocks.Rows;
        var wanted = Math.Min(parts, MostParts);
        var start = time.GetTimestamp();
        var bytes = 0L;
        for (var i = 0; i < wanted && (i == 0 || time.GetElapsedTime(start) < Enough); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var block = new PixelBlock(plan.Blocks.RectOf((int)((long)i * parts / wanted)), plan.Spec.Bands.Count, plan.Spec.SampleType, plan.Spec.HasMask);
            reader.Read(block);
            bytes += block.Rect.Count * plan.Spec.BytesPerPixel;
        }

        return new ReadTiming(bytes / Math.Max(time.GetElapsedTime(start).TotalSeconds, 1e-6));
    }
}
