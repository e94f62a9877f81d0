using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Services.Tests.Fakes;

/// <summary>An image of which some reads do not come back until they are let go.</summary>
/// <param name="image">What it shows.</param>
/// <param name="hangs">Which reads hang: told the part and how many hung before.</param>
internal sealed class HangingImage(SquaresImage image, Func<PixelRect, int, bool> hangs) : IRasterSource, IDisposable
{
    private readonly ManualResetEventSlim release = new();
    private readonly SemaphoreSlim hung = new(0);
    private int hanging;
    private int open;

    /// <summary>Reads that hang or hung.</summary>
    public int Hung => Volatile.Read(ref hanging);

    /// <summary>Readers that are open.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Waits until one more read hangs.</summary>
    public async Task NextHangAsync() => Assert.True(await hung.WaitAsync(TimeSpan.FromMinutes(1)), "no read hangs");

    /// <summary>The storage answers again: all reads that hang come back.</summary>
    public void Release() => release.Set();

    public bool Recognises(string path) => true;

    public IGeolocator? OpenGeolocator(ImageRef of, RasterReadOptions options) => null;

    public void Dispose()
    {
        release.Set();
        hung.Dispose();
    }

    IRasterReader IRasterSource.Open(ImageRef of, RasterReadOptions options)
    {
        Interlocked.Increment(ref open);
        return new Reader(this, image.Open(of, options));
    }

    private void MayHang(PixelRect part)
    {
        lock (release)
        {
            if (release.IsSet || !hangs(part, hanging))
            {
                return;
            }

            hanging++;
        }

        hung.Release();
        release.Wait();
    }

    private sealed class Reader(HangingImage owner, IRasterReader reader) : IRasterReader
    {
        public ImageInfo Info => reader.Info;

        public IReadOnlyList<int> Bands => reader.Bands;

        public bool HasMask => reader.HasMask;

        public void Read(PixelBlock block)
        {
            owner.MayHang(block.Rect);
            reader.Read(block);
        }

        public void Dispose()
        {
            reader.Dispose();
            Interlocked.Decrement(ref owner.open);
        }
    }
}
