using RedKube.Core.Imagery;

namespace RedKube.Core.Tests.Imagery;

public sealed class PixelBlockPoolTests
{
    [Fact]
    public void Rent_AfterDispose_UsesTheMemoryAgain()
    {
        using var pool = new PixelBlockPool(new(64, 64), 3, SampleType.UInt16, hasMask: true);
        var first = pool.Rent(new(0, 0, 64, 64));
        var address = first.Address;
        first.Dispose();
        first.Dispose();

        using var second = pool.Rent(new(64, 64, 10, 20));

        Assert.Equal(address, second.Address);
        Assert.Throws<ObjectDisposedException>(() => first.Address);
        Assert.Equal(10 * 20 * 7, second.Bytes);
        Assert.Equal(64 * 64 * 7, pool.BlockBytes);
    }

    [Fact]
    public void Rent_TooLarge_IsRefused()
    {
        using var pool = new PixelBlockPool(new(8, 8), 1, SampleType.Byte, hasMask: false);

        Assert.Throws<ArgumentException>(() => pool.Rent(new(0, 0, 9, 8)));
    }

    [Fact]
    public void CopyFrom_Part_PutsSamplesAndMaskInTheirPlace()
    {
        using var whole = new PixelBlock(new(10, 10, 6, 4), 2, SampleType.UInt16, hasMask: true);
        using var part = new PixelBlock(new(12, 11, 3, 2), 2, SampleType.UInt16, hasMask: true);
        Fill(whole, 1, 0);
        Fill(part, 7, 255);

        whole.CopyFrom(part);

        Assert.Equal([1, 1, 7, 7, 7, 1], whole.Row<ushort>(1, 1).ToArray());
        Assert.Equal([1, 1, 1, 1, 1, 1], whole.Row<ushort>(0, 0).ToArray());
        Assert.Equal([0, 0, 255, 255, 255, 0], whole.MaskRow(2).ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0], whole.MaskRow(3).ToArray());
    }

    private static unsafe void Fill(PixelBlock block, ushort value, byte mask)
    {
        new Span<ushort>((void*)block.Address, (int)block.Rect.Count * block.Bands).Fill(value);
        for (var row = 0; row < block.Rect.Height; row++)
        {
            block.MaskRow(row).Fill(mask);
        }
    }
}
