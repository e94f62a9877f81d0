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

    [Theory]
    [InlineData(64)]
    [InlineData(3000)]
    public void Dispose_WhileBlocksAreHeld_LeavesTheirMemoryUntilTheLastIsDisposed(int side)
    {
        var pool = new PixelBlockPool(new(side, side), 1, SampleType.Byte, hasMask: false);
        var blocks = Enumerable.Range(0, 5).Select(_ => pool.Rent(new(0, 0, side, side))).ToArray();
        for (var i = 0; i < blocks.Length; i++)
        {
            Fill(blocks[i], (byte)(i + 1));
        }

        pool.Dispose();
        blocks[0].Dispose();
        blocks[3].Dispose();

        Assert.Throws<ObjectDisposedException>(() => pool.Rent(new(0, 0, 1, 1)));
        foreach (var i in new[] { 1, 2, 4 })
        {
            Assert.Equal(-1, blocks[i].Row<byte>(0, side - 1).IndexOfAnyExcept((byte)(i + 1)));
            Assert.Equal(-1, blocks[i].Row<byte>(0, 0).IndexOfAnyExcept((byte)(i + 1)));
            blocks[i].Dispose();
        }
    }

    [Fact]
    public void Rent_OfManyPools_GivesEachMemoryOfItsOwn()
    {
        for (var round = 0; round < 3; round++)
        {
            using var bytes = new PixelBlockPool(new(700, 500), 3, SampleType.Byte, hasMask: true);
            using var floats = new PixelBlockPool(new(256, 256), 1, SampleType.Float32, hasMask: false);
            PixelBlock[] blocks = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? bytes.Rent(new(0, 0, 700, 500)) : floats.Rent(new(0, 0, 256, 256)))];

            var places = blocks.Select(static b => (From: b.Address, To: b.Address + (nint)b.Bytes)).OrderBy(static p => p.From).ToArray();

            Assert.All(places.Zip(places.Skip(1)), static pair => Assert.True(pair.First.To <= pair.Second.From));
            Assert.All(places, static p => Assert.Equal(0, p.From % 64));
            Array.ForEach(blocks, static b => b.Dispose());
        }
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

    private static unsafe void Fill(PixelBlock block, byte value) => new Span<byte>((void*)block.Address, (int)block.Bytes).Fill(value);

    private static unsafe void Fill(PixelBlock block, ushort value, byte mask)
    {
        new Span<ushort>((void*)block.Address, (int)block.Rect.Count * block.Bands).Fill(value);
        for (var row = 0; row < block.Rect.Height; row++)
        {
            block.MaskRow(row).Fill(mask);
        }
    }
}
