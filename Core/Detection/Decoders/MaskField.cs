namespace RedKube.Core.Detections;

/// <summary>A mask as numbers on a grid, positive inside once <paramref name="level"/> is taken off.</summary>
/// <param name="values">Rows from top to bottom.</param>
/// <param name="width">Columns of the grid.</param>
/// <param name="height">Rows of the grid.</param>
/// <param name="cellX">Input pixels per column.</param>
/// <param name="cellY">Input pixels per row.</param>
/// <param name="level">Value on the outline.</param>
/// <param name="firstColumn">Column of the whole mask at which this part starts.</param>
/// <param name="firstRow">Row of the whole mask at which this part starts.</param>
internal readonly ref struct MaskField(
    ReadOnlySpan<float> values, int width, int height, double cellX, double cellY, float level, int firstColumn = 0, int firstRow = 0)
{
    private readonly ReadOnlySpan<float> values = values;

    public double CellX => cellX;

    public double CellY => cellY;

    /// <summary>The value at a point of the input, bilinear between the cells' centres, less the level.</summary>
    /// <param name="x">Input pixels to the right.</param>
    /// <param name="y">Input pixels down.</param>
    public float At(double x, double y)
    {
        var column = Math.Clamp((x / cellX) - 0.5 - firstColumn, 0, width - 1);
        var row = Math.Clamp((y / cellY) - 0.5 - firstRow, 0, height - 1);
        int left = (int)column, top = (int)row;
        int right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        double fx = column - left, fy = row - top;
        var upper = values[(top * width) + left] + (fx * (values[(top * width) + right] - values[(top * width) + left]));
        var lower = values[(bottom * width) + left] + (fx * (values[(bottom * width) + right] - values[(bottom * width) + left]));
        return (float)(upper + (fy * (lower - upper))) - level;
    }
}
