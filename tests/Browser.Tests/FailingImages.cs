using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Browser.Tests;

/// <summary>Images that can be read at once, except where a test says otherwise.</summary>
/// <param name="inner">Who reads them.</param>
internal sealed class FailingImages(IRasterSource inner) : IRasterSource
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private volatile string? broken;

    /// <summary>From now on blocks in the upper left quarter of images of this name cannot be read; null: all can.</summary>
    public string? Broken
    {
        get => broken;
        set => broken = value;
    }

    /// <summary>Each block of images of this name takes a while, so that they are seen at work; null: none.</summary>
    public string? Slow { get; set; }

    public IRasterReader Open(ImageRef image, RasterReadOptions options) => new Reader(inner.Open(image, options), () => image.Name == broken, () => image.Name == Slow);

    public bool Recognises(string path) => inner.Recognises(path);

    public IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options) => inner.OpenGeolocator(image, options);

    private sealed class Reader(IRasterReader inner, Func<bool> isBroken, Func<bool> isSlow) : IRasterReader
    {
        public ImageInfo Info => inner.Info;

        public IReadOnlyList<int> Bands => inner.Bands;

        public bool HasMask => inner.HasMask;

        public void Read(PixelBlock block)
        {
            if (isBroken() && block.Rect.X < inner.Info.Size.Width / 2 && block.Rect.Y < inner.Info.Size.Height / 2)
            {
                throw new RedKubeException(ErrorCode.BlockUnreadable, "The block cannot be read, because the test says so.");
            }

            if (isSlow())
            {
                using var never = new ManualResetEventSlim();
                never.Wait(Pause);
            }

            inner.Read(block);
        }

        public void Dispose() => inner.Dispose();
    }
}
