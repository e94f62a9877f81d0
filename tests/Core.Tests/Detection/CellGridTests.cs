using RedKube.Core.Detections;

namespace RedKube.Core.Tests.Detections;

public sealed class CellGridTests
{
    [Fact]
    public void At_EachCell_GoesRowByRowAndStrideByStride()
    {
        var grid = new CellGrid(new(64, 32));

        var cells = Enumerable.Range(0, grid.Count).Select(grid.At).ToList();

        Assert.Equal((8 * 4) + (4 * 2) + (2 * 1), grid.Count);
        Assert.Equal((0, 0, 8), cells[0]);
        Assert.Equal((7, 0, 8), cells[7]);
        Assert.Equal((0, 1, 8), cells[8]);
        Assert.Equal((0, 0, 16), cells[32]);
        Assert.Equal((1, 0, 32), cells[^1]);
        Assert.Equal(grid.Count, cells.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.At(grid.Count));
    }
}
