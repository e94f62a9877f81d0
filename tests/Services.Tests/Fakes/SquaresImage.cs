using System.Collections.Concurrent;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Services.Tests.Fakes;

/// <summary>An image in one band whose pixels are 0 but for bright squares; it counts how often each of its blocks is decoded and can refuse some.</summary>
internal sealed class SquaresImage(PixelSize size, PixelSize block, IReadOnlyList<PixelRect> squares) : IRasterSource
{
    public ConcurrentDictionary<(int X, int Y), int> Decodes { get; } = [];

    /// <summary>Blocks (column, row) that cannot be decoded, with the code.</summary>
    public ConcurrentDictionary<(int X, int Y), ErrorCode> Damaged { get; } = [];

    /// <summary>Where pixels are missing.</summary>
    public PixelRect Missing { get; init; }

    public string Version { get; set; } = "1";

    public int MostOpen => mostOpen;

    private int opened;
    private int mostOpen;

    /// <summary>Squares of a fixed seed that keep off each other.</summary>
    public static List<PixelRect> Scatter(int seed, PixelSize size, int count, int largest)
    {
        var random = new Random(seed);
        var squares = new List<PixelRect>();
        while (squares.Count < count)
        {
            var side = random.Next(4, largest + 1);
            var square = new PixelRect(random.Next(size.Width - side), random.Next(size.Height - side), side, side);
            var grown = new PixelRect(square.X - 3, square.Y - 3, side + 6, side + 6);
            if (squares.TrueForAll(s => s.Intersect(grown).IsEmpty))
            {
                squares.Add(square);
            }
        }

        return squares;
    }

    public IRasterReader Open(ImageRef image, RasterReadOptions options)
    {
        var now = Interlocked.Increment(ref opened);
        mostOpen = Math.Max(mostOpen, now);
        return new Reader(this);
    }

    public bool Recognises(string path) => true;

    public IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options) => null;

    private sealed class Reader(SquaresImage image) : IRasterReader
    {
        public ImageInfo Info { get; } = new()
        {
            Name = "squares.tif",
            Format = "Fake",
            Size = image.Size,
            Bands = [new BandInfo(1, "gray", "Byte", null)],
            SampleType = SampleType.Byte,
            Block = image.Block,
            HasMask = image.HasMask,
            ContentVersion = image.Version,
        };

        public IReadOnlyList<int> Bands { get; } = [1];

        public bool HasMask => image.HasMask;

        public void Read(PixelBlock block) => image.Fill(block);

        public void Dispose() => Interlocked.Decrement(ref image.opened);
    }

    private PixelSize Size { get; } = size;

    private PixelSize Block { get; } = block;

    private bool HasMask => !Missing.IsEmpty;

    private unsafe void Fill(PixelBlock target)
    {
        var rect = target.Rect;
        for (var y = rect.Y / Block.Height; y <= (rect.Bottom - 1) / Block.Height; y++)
        {
            for (var x = rect.X / Block.Width; x <= (rect.Right - 1) / Block.Width; x++)
            {
                Decodes.AddOrUpdate((x, y), 1, static (_, n) => n + 1);
                if (Damaged.TryGetValue((x, y), out var code))
                {
                    throw new RedKubeException(code, $"Block {x}, {y} is damaged.");
                }
            }
        }

        var bytes = new Span<byte>((void*)target.Address, (int)target.Bytes);
        bytes.Clear();
        foreach (var square in squares)
        {
            var part = square.Intersect(rect);
            for (var row = part.Y; !part.IsEmpty && row < part.Bottom; row++)
            {
                bytes.Slice(((row - rect.Y) * rect.Width) + part.X - rect.X, part.Width).Fill(255);
            }
        }

        for (var row = 0; HasMask && row < rect.Height; row++)
        {
            var mask = target.MaskRow(row);
            mask.Fill(255);
            var part = Missing.Intersect(new PixelRect(rect.X, rect.Y + row, rect.Width, 1));
            if (!part.IsEmpty)
            {
                mask.Slice(part.X - rect.X, part.Width).Clear();
            }
        }
    }
}
