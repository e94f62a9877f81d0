using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Browser.Tests;

/// <summary>Images that can be read at once, except where a test says otherwise.</summary>
/// <param name="inner">Who reads them.</param>
internal sealed class FailingImages(IRasterSource inner) : IRasterSource, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private readonly ManualResetEventSlim free = new(initialState: true);
    private volatile string? broken;
    private volatile string? slow;
    private volatile string? held;

    /// <summary>The first block of images of this name cannot be read; null: all can.</summary>
    public string? Broken
    {
        get => broken;
        set => broken = value;
    }

    /// <summary>Each block of images of this name takes a while, so that they are seen at work; null: none.</summary>
    public string? Slow
    {
        get => slow;
        set => slow = value;
    }

    /// <summary>Blocks of images of this name are read only once they are let go.</summary>
    public void Hold(string name)
    {
        free.Reset();
        held = name;
    }

    /// <summary>Lets what is held go.</summary>
    public void LetGo()
    {
        held = null;
        free.Set();
    }

    public IRasterReader Open(ImageRef image, RasterReadOptions options) => new Reader(this, inner.Open(image, options), image.Name);

    public bool Recognises(string path) => inner.Recognises(path);

    public IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options) => inner.OpenGeolocator(image, options);

    public void Dispose() => free.Dispose();

    private void Delay(string name, PixelRect rect)
    {
        if (name == held)
        {
            free.Wait();
        }

        if (name == slow)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(Pause);
        }

        if (name == broken && rect is { X: 0, Y: 0 })
        {
            throw new RedKubeException(ErrorCode.BlockUnreadable, "The block at 0, 0 cannot be read, because the test says so.");
        }
    }

    private sealed class Reader(FailingImages owner, IRasterReader inner, string name) : IRasterReader
    {
        public ImageInfo Info => inner.Info;

        public IReadOnlyList<int> Bands => inner.Bands;

        public bool HasMask => inner.HasMask;

        public void Read(PixelBlock block)
        {
            owner.Delay(name, block.Rect);
            inner.Read(block);
        }

        public void Dispose() => inner.Dispose();
    }
}
