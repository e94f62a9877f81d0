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
    public void Find_ValidPixelsBetweenThePlaces_FindsThem()
    {
        // 140 × 140 pixels that none of the 8 × 8 places touches.
        using var reader = new RampReader(new(2048, 2048), (x, y) => x is >= 130 and < 270 && y is >= 130 and < 270 ? 100 + x : float.NaN);

        Assert.Equal([new BandRange(230, 369)], RangeSampler.Find(reader, RangeChoice.MinMax, CancellationToken.None));
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(100_000, 1)]
    [InlineData(100_000, 100_000)]
    public void Find_NothingValidInAHugeImage_ReadsABoundedPartOnceAndSaysThatItGuessed(int blockWidth, int blockHeight)
    {
        using var reader = new RampReader(new(100_000, 100_000), block: new(blockWidth, blockHeight));

        var range = Assert.Single(RangeSampler.Find(reader, RangeChoice.Percentile, CancellationToken.None));

        Assert.Equal((0f, 1f, true), (range.Low, range.High, range.IsGuess));
        Assert.True(reader.PixelsRead < 300_000_000);
        var searched = reader.Places.Skip(64).ToList();
        Assert.Equal(searched.Count, searched.Distinct().Count());
    }

    [Fact]
    public void Find_NothingValidButInTheArea_FindsItThere()
    {
        var valid = new PixelRect(77_000, 33_000, 100, 100);
        using var reader = new RampReader(new(100_000, 100_000), valid: valid, block: new(256, 256));

        Assert.True(RangeSampler.Find(reader, RangeChoice.MinMax, CancellationToken.None)[0].IsGuess);
        Assert.Equal([new BandRange(7, 8)], RangeSampler.Find(reader, RangeChoice.MinMax, CancellationToken.None, new PixelBox(76_950.5f, 32_990.5f, 77_500, 33_300)));
    }

    [Fact]
    public void BandRange_Json_KeepsWhetherItIsAGuess()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new[] { BandRange.NotFound, new BandRange(1, 2) }, Core.Jobs.JobJson.Options);

        Assert.Equal([BandRange.NotFound, new BandRange(1, 2)], System.Text.Json.JsonSerializer.Deserialize<BandRange[]>(json, Core.Jobs.JobJson.Options)!);
        Assert.Single(json.Split("isGuess").Skip(1));
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

    private sealed class RampReader(
        PixelSize size, Func<int, int, float>? value = null, int? missing = null, PixelSize? block = null, PixelRect valid = default) : IRasterReader
    {
        public ImageInfo Info { get; } = new()
        {
            Name = "ramp", Format = "Fake", Size = size, Bands = [new BandInfo(1, "gray", "Float32", null)], SampleType = SampleType.Float32, Block = block ?? size, ContentVersion = "1",
        };

        public IReadOnlyList<int> Bands { get; } = [1];

        public bool HasMask => missing is not null;

        public List<PixelRect> Places { get; } = [];

        public long PixelsRead => Places.Sum(static p => p.Count);

        public unsafe void Read(PixelBlock block)
        {
            Places.Add(block.Rect);
            var samples = (float*)block.Address;
            if (value is null)
            {
                // Nothing but the valid part: huge images are filled fast.
                new Span<float>(samples, (int)block.Rect.Count).Fill(block.Rect.Intersect(valid).IsEmpty ? float.NaN : 7);
                return;
            }

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
