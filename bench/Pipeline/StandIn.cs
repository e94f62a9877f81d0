using System.Diagnostics;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Bench.Pipeline;

/// <summary>
/// A detector that finds nothing: it takes a fixed time a batch on one device, without CPU, as a GPU does, or none at all. It copies a tile's pixels once,
/// as bytes, or leaves them alone.
/// </summary>
internal sealed class StandIn(ModelRef model, int lanes, TimeSpan batchTime, bool copies) : IDetectorFactory, IDisposable
{
    private readonly SemaphoreSlim device = new(1);
    private long busy;

    /// <summary>Time that the device was at work.</summary>
    public TimeSpan Busy => Stopwatch.GetElapsedTime(0, busy);

    public void Dispose() => device.Dispose();

    public ModelRef Inspect(string path) => model;

    public IReadOnlyList<string> FilesOf(string path) => [];

    public IDetector Create(ModelRef _, DetectorOptions options) => new Detector(this, options);

    public static ModelRef Model(int channels) => new(
        "stand-in.onnx", "stand-in", new string('0', 64), new ModelCard { Kind = ModelKind.YoloV8, Names = ["object"], Input = new ModelInput { Channels = channels } });

    private sealed class Detector(StandIn owner, DetectorOptions options) : IDetector
    {
        public ModelRef Model => owner.Inspect("");

        public string Runtime => "stand-in";

        public string DeviceChoice => "Stand-in.";

        public int BatchSize { get; } = options.BatchSize ?? 1;

        public int Lanes { get; } = LanesOf(owner, options);

        public IDetectorLane CreateLane() => new Lane(owner, options);

        public void Dispose()
        {
        }

        private static int LanesOf(StandIn owner, DetectorOptions options) => owner.LaneCount ?? options.Threads;
    }

    private int? LaneCount { get; } = lanes == 0 ? null : lanes;

    private sealed class Lane(StandIn owner, DetectorOptions options) : IDetectorLane
    {
        private readonly byte[] input = new byte[owner.Copies ? options.TileSize.Count * options.Bands : 0];

        public bool Load(int slot, TilePixels pixels)
        {
            if (!owner.Copies)
            {
                return true;
            }

            for (var band = 0; band < options.Bands; band++)
            {
                foreach (var block in pixels.Blocks)
                {
                    var part = block.Rect.Intersect(pixels.Inside);
                    for (var y = part.Y; y < part.Bottom; y++)
                    {
                        var at = (int)((band * options.TileSize.Count) + ((long)(y - pixels.Rect.Y) * options.TileSize.Width) + part.X - pixels.Rect.X);
                        block.Row<byte>(band, y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width).CopyTo(input.AsSpan(at));
                    }
                }
            }

            return true;
        }

        public ValueTask RunAsync(int count, CancellationToken cancellation) => owner.Time == TimeSpan.Zero ? ValueTask.CompletedTask : owner.RunAsync(cancellation);

        public void Collect(int slot, Tile tile, ICollection<Detection> into)
        {
        }

        public void Dispose()
        {
        }
    }

    private bool Copies { get; } = copies;

    private TimeSpan Time { get; } = batchTime;

    private async ValueTask RunAsync(CancellationToken cancellation)
    {
        await device.WaitAsync(cancellation);
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(Time, cancellation);
        busy += Stopwatch.GetTimestamp() - start;
        device.Release();
    }
}
