using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>The cells of the usual three strides, 8, 16 and 32 pixels: stride after stride, row after row. Anchor-free heads have one row of numbers for each.</summary>
/// <param name="input">The model's input.</param>
internal sealed class CellGrid(PixelSize input)
{
    private static readonly int[] Strides = [8, 16, 32];

    /// <summary>Number of cells.</summary>
    public int Count { get; } = Strides.Sum(stride => (input.Width / stride) * (input.Height / stride));

    /// <summary>The upper left corner of a cell in units of its stride, and the stride in pixels.</summary>
    /// <param name="cell">0 to <see cref="Count"/> − 1.</param>
    public (int X, int Y, int Stride) At(int cell)
    {
        foreach (var stride in Strides)
        {
            var columns = input.Width / stride;
            var cells = columns * (input.Height / stride);
            if (cell < cells)
            {
                return (cell % columns, cell / columns, stride);
            }

            cell -= cells;
        }

        throw new ArgumentOutOfRangeException(nameof(cell));
    }
}
