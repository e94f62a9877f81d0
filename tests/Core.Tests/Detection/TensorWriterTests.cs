using System.Runtime.InteropServices;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Tests.Detections;

public sealed class TensorWriterTests
{
    public static TheoryData<SampleType, InputElement, bool, bool> Kinds()
    {
        var kinds = new TheoryData<SampleType, InputElement, bool, bool>();
        foreach (var type in Enum.GetValues<SampleType>())
        {
            foreach (var element in Enum.GetValues<InputElement>())
            {
                kinds.Add(type, element, false, false);
                kinds.Add(type, element, true, true);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_HoweverBlocksCutTheTile_GivesTheSameBytes(SampleType type, InputElement element, bool channelsLast, bool ranged)
    {
        const int seed = 20260102;
        foreach (var size in new[] { new PixelSize(97, 61), new PixelSize(64, 64), new PixelSize(40, 30), new PixelSize(211, 150) })
        {
            var random = new Random(seed);
            var input = new ModelInput
            {
                Width = 97, Height = 61, Element = element, ChannelsLast = channelsLast, Scale = element == InputElement.UInt8 ? 1 : 1f / 255, ReverseBands = ranged,
            };
            var options = new DetectorOptions
            {
                TileSize = size, SampleType = type, Bands = 3, Ranges = ranged ? [new(-9, 200), new(3, 4000), new(0, 255)] : [],
            };
            var writer = TensorWriter.Create(input, options, Letterbox.Fit(size, new PixelSize(97, 61)));
            var image = new PixelRect(5, 3, size.Width - 9, size.Height + 20);
            var tile = new PixelRect(0, 10, size.Width, size.Height);
            var inside = tile.Intersect(image);
            using var whole = Fill(new PixelBlock(inside, 3, type, true), 11);
            var expected = Slot(writer, new TilePixels(tile, inside, [whole]));
            for (var pass = 0; pass < 2; pass++)
            {
                var blocks = Cut(random, inside).Select(part => Fill(new PixelBlock(part, 3, type, true), 11)).ToList();
                var actual = Slot(writer.Clone(), new TilePixels(tile, inside, blocks));
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"seed {seed}, size {size}, pass {pass}: {string.Join(", ", blocks.Select(block => block.Rect))}");
                blocks.ForEach(block => block.Dispose());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_EveryPixel_IsTheFormula(SampleType type, InputElement element, bool channelsLast, bool ranged)
    {
        var size = new PixelSize(53, 7);
        var input = new ModelInput
        {
            Element = element, ChannelsLast = channelsLast, Scale = 0.5f, Mean = [1, 2, 3], Std = [1, 0.5f, 2], ReverseBands = ranged, Pad = 100,
        };
        var options = new DetectorOptions { TileSize = size, SampleType = type, Bands = 3, Ranges = ranged ? [new(10, 200), new(0, 100), new(-50, 300)] : [] };
        var rect = new PixelRect(0, 0, 53, 7);
        using var block = Fill(new PixelBlock(rect, 3, type, true), 5);
        var bytes = Slot(TensorWriter.Create(input, options, Letterbox.Fit(size, size)), new TilePixels(rect, rect, [block]));
        for (var y = 0; y < 7; y++)
        {
            for (var x = 0; x < 53; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var band = ranged ? 2 - c : c;
                    double value = Sample(block, band, x, y);
                    value = ranged ? Math.Clamp((value - options.Ranges[band].Low) / (options.Ranges[band].High - options.Ranges[band].Low), 0, 1) * 255 : value;
                    value = block.MaskRow(y)[x] == 0 ? 100 : value;
                    var expected = ((value * 0.5) - input.Mean[c]) / input.Std[c];
                    var index = channelsLast ? (((y * 53) + x) * 3) + c : (((c * 7) + y) * 53) + x;
                    var actual = Element(bytes, element, index);
                    expected = element == InputElement.UInt8 ? Math.Clamp(expected, 0, 255) : expected;
                    var tolerance = element switch { InputElement.UInt8 => 0.501, InputElement.Float16 => Math.Max(1, Math.Abs(expected)) / 1000, _ => Math.Max(1, Math.Abs(expected)) * 1e-5 };
                    Assert.True(Math.Abs(expected - actual) <= tolerance, $"{x},{y},{c}: {actual}, expected {expected}");
                }
            }
        }
    }

    [Fact]
    public void Write_NotANumber_BecomesPadding()
    {
        var rect = new PixelRect(0, 0, 20, 1);
        using var block = new PixelBlock(rect, 1, SampleType.Float32, false);
        var row = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(block.Row<float>(0, 0)), 20);
        row.Fill(51);
        row[3] = float.NaN;
        row[19] = float.PositiveInfinity;
        var options = new DetectorOptions { TileSize = new(20, 1), SampleType = SampleType.Float32, Bands = 1 };
        var bytes = Slot(TensorWriter.Create(new ModelInput { Channels = 1, Pad = 255 }, options, Letterbox.Fit(new(20, 1), new(20, 1))), new TilePixels(rect, rect, [block]));
        var values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(i is 3 or 19 ? 1 : 0.2f, values[i], 1e-6f));
    }

    [Fact]
    public void Write_Halved_IsTheMeanOfFour()
    {
        var rect = new PixelRect(0, 0, 4, 4);
        using var block = new PixelBlock(rect, 1, SampleType.Byte, false);
        for (var y = 0; y < 4; y++)
        {
            var row = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(block.Row<byte>(0, y)), 4);
            for (var x = 0; x < 4; x++)
            {
                row[x] = (byte)((y * 4) + x);
            }
        }

        var options = new DetectorOptions { TileSize = new(4, 4), SampleType = SampleType.Byte, Bands = 1 };
        var writer = TensorWriter.Create(new ModelInput { Channels = 1, Scale = 1 }, options, Letterbox.Fit(new(4, 4), new(2, 2)));
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], MemoryMarshal.Cast<byte, float>(Slot(writer, new TilePixels(rect, rect, [block]))).ToArray());
    }

    [Fact]
    public void Create_WrongBands_IsRefused()
    {
        var options = new DetectorOptions { TileSize = new(4, 4), SampleType = SampleType.Byte, Bands = 4 };
        var error = Assert.Throws<RedKubeException>(() => TensorWriter.Create(new ModelInput(), options, Letterbox.Fit(new(4, 4), new(4, 4))));
        Assert.Equal(ErrorCode.ModelBandsMismatch, error.Code);
    }

    private static byte[] Slot(TensorWriter writer, TilePixels pixels)
    {
        var slot = new byte[writer.SlotBytes];
        Array.Fill(slot, (byte)0xEE);
        Assert.True(writer.Write(pixels, slot));
        return slot;
    }

    // The value depends on the place in the image alone.
    private static PixelBlock Fill(PixelBlock block, int salt)
    {
        for (var y = 0; y < block.Rect.Height; y++)
        {
            for (var x = 0; x < block.Rect.Width; x++)
            {
                var at = unchecked((uint)(((block.Rect.X + x) * 73856093) ^ ((block.Rect.Y + y) * 19349663) ^ salt));
                block.MaskRow(y)[x] = at % 7 == 0 ? (byte)0 : (byte)255;
                for (var band = 0; band < block.Bands; band++)
                {
                    Set(block, band, x, y, (at >> (3 * band)) % 5003);
                }
            }
        }

        return block;
    }

    private static void Set(PixelBlock block, int band, int x, int y, uint value)
    {
        switch (block.SampleType)
        {
            case SampleType.Byte:
                At<byte>(block, band, x, y) = (byte)value;
                break;
            case SampleType.UInt16:
                At<ushort>(block, band, x, y) = (ushort)value;
                break;
            case SampleType.Int16:
                At<short>(block, band, x, y) = (short)(value - 100);
                break;
            default:
                At<float>(block, band, x, y) = (value / 7f) - 20;
                break;
        }
    }

    private static double Sample(PixelBlock block, int band, int x, int y) => block.SampleType switch
    {
        SampleType.Byte => At<byte>(block, band, x, y),
        SampleType.UInt16 => At<ushort>(block, band, x, y),
        SampleType.Int16 => At<short>(block, band, x, y),
        _ => At<float>(block, band, x, y),
    };

    private static ref T At<T>(PixelBlock block, int band, int x, int y)
        where T : unmanaged => ref MemoryMarshal.GetReference(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(block.Row<T>(band, y)[x..]), 1));

    private static double Element(byte[] bytes, InputElement element, int index) => element switch
    {
        InputElement.Float32 => MemoryMarshal.Cast<byte, float>(bytes)[index],
        InputElement.Float16 => (double)MemoryMarshal.Cast<byte, Half>(bytes)[index],
        _ => bytes[index],
    };

    private static List<PixelRect> Cut(Random random, PixelRect rect)
    {
        var xs = new SortedSet<int> { rect.X, rect.Right };
        var ys = new SortedSet<int> { rect.Y, rect.Bottom };
        for (var i = 0; i < 3; i++)
        {
            xs.Add(rect.X + random.Next(1, rect.Width));
            ys.Add(rect.Y + random.Next(1, rect.Height));
        }

        return [.. ys.Zip(ys.Skip(1)).SelectMany(y => xs.Zip(xs.Skip(1)).Select(x => new PixelRect(x.First, y.First, x.Second - x.First, y.Second - y.First)))];
    }
}
