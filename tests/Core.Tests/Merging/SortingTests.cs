using RedKube.Core.Detections;
using RedKube.Core.Merging;

namespace RedKube.Core.Tests.Merging;

/// <summary>What sorts and moves detections, at the sizes where it goes another way.</summary>
public class SortingTests
{
    private const int WideDigits = 1 << 18;

    [Theory]
    [InlineData(1, uint.MaxValue)]
    [InlineData(1000, uint.MaxValue)]
    [InlineData(1000, 7)]
    [InlineData(WideDigits - 1, uint.MaxValue)]
    [InlineData(WideDigits + 17, uint.MaxValue)]
    [InlineData(WideDigits + 17, 70_000)]
    [InlineData(WideDigits + 17, 1)]
    public void ByUpperHalf_AnyCount_SortsAndKeepsTies(int count, uint keys)
    {
        var random = new Random(count);
        var entries = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = ((ulong)random.NextInt64(keys) << 32) | (uint)i;
        }

        var expected = entries.OrderBy(static e => e >> 32).ToArray();
        using var buffers = new MergeBuffers();
        RadixSort.ByUpperHalf(entries, buffers);

        Assert.Equal(expected, entries);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(MergeBuffers.MostPooled)]
    [InlineData(MergeBuffers.MostPooled + 1)]
    public void Permute_AnyCount_LaysEachWhereItBelongs(int count)
    {
        var from = Enumerable.Range(0, count).ToArray();
        new Random(count).Shuffle(from);
        var detections = new Detection[count];
        for (var i = 0; i < count; i++)
        {
            detections[i] = new Detection(new(i, 0, i + 1, 1), 0, 0.5f, i);
        }

        var expected = (int[])from.Clone();
        using var buffers = new MergeBuffers();
        DetectionOrder.Permute(from, detections, buffers);

        Assert.True(expected.AsSpan().SequenceEqual(Array.ConvertAll(detections, static d => (int)d.Tile)));
        Assert.True(from.AsSpan().SequenceEqual(Enumerable.Range(0, count).ToArray()));
    }
}
