using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Services.Tests.Fakes;

/// <summary>A perfect detector of bright squares: reports what of each lies in the tile. Its device can be made to take a time and can fail.</summary>
internal sealed class SquaresModel : IDetectorFactory
{
    private int running;
    private long runs;

    public static ModelRef Ref { get; } = new(
        "squares.onnx", "squares", new string('5', 64), new ModelCard { Kind = ModelKind.YoloV8, Names = ["square"], Input = new ModelInput { Channels = 1 } });

    public int? Lanes { get; init; }

    /// <summary>Called for each run with its number and its tiles.</summary>
    public Func<long, int, CancellationToken, ValueTask>? OnRun { get; init; }

    public long Runs => Interlocked.Read(ref runs);

    public int MostAtOnce { get; private set; }

    public ModelRef Inspect(string path) => Ref with { Path = path };

    public IReadOnlyList<string> FilesOf(string path) => [path];

    public IDetector Create(ModelRef model, DetectorOptions options) => new Detector(this, options);

    private sealed class Detector(SquaresModel model, DetectorOptions options) : IDetector
    {
        public ModelRef Model => Ref;

        public string Runtime => "squares 1";

        public string DeviceChoice => "No device: squares are counted.";

        public int BatchSize { get; } = options.BatchSize ?? 1;

        public int Lanes { get; } = model.Lanes ?? options.Threads;

        public IDetectorLane CreateLane() => new Lane(model, BatchSize, options.TileSize);

        public void Dispose()
        {
        }
    }

    private sealed class Lane(SquaresModel model, int batchSize, PixelSize tile) : IDetectorLane
    {
        private readonly byte[][] inputs = [.. Enumerable.Range(0, batchSize).Select(_ => new byte[tile.Count])];

        public bool Load(int slot, TilePixels pixels)
        {
            var input = inputs[slot];
            Array.Clear(input);
            var there = false;
            var covered = 0L;
            foreach (var block in pixels.Blocks)
            {
                var part = block.Rect.Intersect(pixels.Inside);
                covered += part.Count;
                for (var y = part.Y; y < part.Bottom; y++)
                {
                    block.Row<byte>(0, y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width)
                        .CopyTo(input.AsSpan(((y - pixels.Rect.Y) * tile.Width) + part.X - pixels.Rect.X));
                    there |= !block.HasMask || block.MaskRow(y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width).IndexOf((byte)255) >= 0;
                }
            }

            Assert.Equal(pixels.Inside.Count, covered);
            return there;
        }

        public async ValueTask RunAsync(int count, CancellationToken cancellation)
        {
            model.MostAtOnce = Math.Max(model.MostAtOnce, Interlocked.Increment(ref model.running));
            try
            {
                var run = Interlocked.Increment(ref model.runs);
                if (model.OnRun is { } onRun)
                {
                    await onRun(run, count, cancellation);
                }
            }
            finally
            {
                Interlocked.Decrement(ref model.running);
            }
        }

        public void Collect(int slot, Tile tileOf, ICollection<Detection> into)
        {
            var input = inputs[slot];
            for (var y = 0; y < tile.Height; y++)
            {
                var row = input.AsSpan(y * tile.Width, tile.Width);
                for (var x = row.IndexOf((byte)255); x >= 0 && x < tile.Width; x = Next(row, x))
                {
                    if (y == 0 || input[((y - 1) * tile.Width) + x] == 0)
                    {
                        into.Add(Box(input, tileOf, x, y));
                    }
                }
            }
        }

        public void Dispose()
        {
        }

        // The first pixel of the next run of bright ones.
        private static int Next(Span<byte> row, int x)
        {
            var dark = row[x..].IndexOf((byte)0);
            var bright = dark < 0 ? -1 : row[(x + dark)..].IndexOf((byte)255);
            return bright < 0 ? -1 : x + dark + bright;
        }

        private Detection Box(byte[] input, Tile at, int x, int y)
        {
            int right = x, bottom = y;
            while (right < tile.Width && input[(y * tile.Width) + right] == 255)
            {
                right++;
            }

            while (bottom < tile.Height && input[(bottom * tile.Width) + x] == 255)
            {
                bottom++;
            }

            return new Detection(new PixelBox(at.Rect.X + x, at.Rect.Y + y, at.Rect.X + right, at.Rect.Y + bottom), 0, 0.9f, at.Index);
        }
    }
}
