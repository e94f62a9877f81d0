using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// How a tile lies in a model's input: shrunk or enlarged by one factor, in the middle, the rest padded; or, where sizes agree or the input is only
/// larger by rounding up to the stride, pixel for pixel at the upper left.
/// </summary>
public sealed record Letterbox
{
    private Letterbox(PixelSize tile, PixelSize input, double scale, PixelRect content)
    {
        Tile = tile;
        Input = input;
        Scale = scale;
        Content = content;
    }

    /// <summary>Size of a tile, image pixels.</summary>
    public PixelSize Tile { get; }

    /// <summary>Size of the model's input, its pixels.</summary>
    public PixelSize Input { get; }

    /// <summary>Input pixels per image pixel, the same in x and y.</summary>
    public double Scale { get; }

    /// <summary>Where the tile lies in the input.</summary>
    public PixelRect Content { get; }

    /// <summary>Whether pixels are copied as they are.</summary>
    public bool IsIdentity => Content.Width == Tile.Width && Content.Height == Tile.Height;

    /// <summary>Fits a tile into an input of fixed size.</summary>
    /// <param name="tile">Size of a tile.</param>
    /// <param name="input">Size of the input.</param>
    public static Letterbox Fit(PixelSize tile, PixelSize input)
    {
        if (tile == input)
        {
            return Pad(tile, input);
        }

        var scale = Math.Min((double)input.Width / tile.Width, (double)input.Height / tile.Height);
        var width = Math.Clamp((int)Math.Round(tile.Width * scale), 1, input.Width);
        var height = Math.Clamp((int)Math.Round(tile.Height * scale), 1, input.Height);
        return new Letterbox(tile, input, scale, new PixelRect((input.Width - width) / 2, (input.Height - height) / 2, width, height));
    }

    /// <summary>Puts a tile at the upper left of an input that is not smaller.</summary>
    /// <param name="tile">Size of a tile.</param>
    /// <param name="input">Size of the input.</param>
    /// <exception cref="ArgumentException">The input is smaller than the tile.</exception>
    public static Letterbox Pad(PixelSize tile, PixelSize input)
    {
        if (tile.Width > input.Width || tile.Height > input.Height)
        {
            throw new ArgumentException($"A tile of {tile} does not lie in an input of {input}.", nameof(input));
        }

        return new Letterbox(tile, input, 1, new PixelRect(0, 0, tile.Width, tile.Height));
    }

    /// <summary>Carries a point of the input to the image.</summary>
    /// <param name="x">Input pixels to the right.</param>
    /// <param name="y">Input pixels down.</param>
    /// <param name="tile">The tile in the image.</param>
    public PixelPoint ToImage(double x, double y, PixelRect tile) =>
        new(tile.X + ((x - Content.X) / Scale), tile.Y + ((y - Content.Y) / Scale));

    /// <summary>Carries a box of the input to the image.</summary>
    /// <param name="box">In input pixels.</param>
    /// <param name="tile">The tile in the image.</param>
    public PixelBox ToImage(PixelBox box, PixelRect tile)
    {
        var first = ToImage(box.XMin, box.YMin, tile);
        var last = ToImage(box.XMax, box.YMax, tile);
        return new PixelBox(first.X, first.Y, last.X, last.Y);
    }
}
