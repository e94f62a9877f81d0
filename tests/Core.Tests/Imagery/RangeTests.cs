using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Tests.Imagery;

public sealed class RangeTests
{
    [Fact]
    public void Find_Percentile_LeavesOutTwoPerCentEachSide()
    {
        using var reader = new RampReader(new(1000, 700), (x, _) => x);

        var range = Assert.Single(RangeSampler.Find(reader, RangeChoice.Percentile, CancellationToken.None));

        Assert.InRange(range.Low, 15, 45);
        Assert.InRange(range.High, 955, 985);
    }

    [Fact]
    public void Find_MinMax_IgnoresMissingAndNotFinite()
    {
        using var reader = new RampReader(new(100, 100), (x, y) => y == 0 ? float.NaN : x == 5 ? float.PositiveInfinity : x == 7 ? -9999 : x, missing: 7);

        Assert.Equal([new BandRange(0, 99)], RangeSampler.Find(reader, RangeChoice.MinMax, CancellationToken.None));
    }

    [Fact]
    public void Find_ConstantBand_IsNotEmpty()
    {
        using var reader = new RampReader(new(100, 100), static (_, _) => 5);

        Assert.Equal([new BandRange(5, 6)], RangeSampler.Find(reader, RangeChoice.Percentile, CancellationToken.None));
    }

    [Fact]
    public void Find_NoneOrGiven_ReadsNothing()
    {
        using var reader = new RampReader(new(100, 100), static (_, _) => throw new InvalidOperationException());

        Assert.Empty(RangeSampler.Find(reader, RangeChoice.None, CancellationToken.None));
        Assert.Equal([new BandRange(-1, 2.5f)], RangeSampler.Find(reader, RangeChoice.Parse("-1,2.5"), CancellationToken.None));
    }

    [Theory]
    [InlineData("best")]
    [InlineData("1")]
    [InlineData("5,5")]
    [InlineData("9,1")]
    [InlineData("1,nan")]
    [InlineData("1,2,3")]
    public void Parse_Nonsense_IsRefused(string text) =>
        Assert.Equal(ErrorCode.OptionOutOfRange, Assert.Throws<RedKubeException>(() => RangeChoice.Parse(text)).Code);

    [Fact]
    public void Usual_SampleType_IsNoneForByteOnly()
    {
        Assert.Same(RangeChoice.None, RangeChoice.Usual(SampleType.Byte));
        Assert.Same(RangeChoice.Percentile, RangeChoice.Usual(SampleType.UInt16));
    }

    private sealed class RampReader(PixelSize size, Func<int, int, float> value, int? missing = null) : IRasterReader
    {
        public ImageInfo Info { get; } = new()
        {
            Name = "ramp", Format = "Fake", Size = size, Bands = [new BandInfo(1, "gray", "Float32", null)], SampleType = SampleType.Float32, Block = size, ContentVersion = "1",
        };

        public IReadOnlyList<int> Bands { get; } = [1];

        public bool HasMask => missing is not null;

        public unsafe void Read(PixelBlock block)
        {
            var samples = (float*)block.Address;
            for (var y = 0; y < block.Rect.Height; y++)
            {
                for (var x = 0; x < block.Rect.Width; x++)
                {
                    samples[(y * block.Rect.Width) + x] = value(block.Rect.X + x, block.Rect.Y + y);
                    if (block.HasMask)
                    {
                        block.MaskRow(y)[x] = (byte)(block.Rect.X + x == missing ? 0 : 255);
                    }
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
