using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Bench.Pipeline;

/// <summary>Images whose first read is noted.</summary>
internal sealed class WatchedImages(IRasterSource images, Action onRead) : IRasterSource
{
    public bool Recognises(string path) => images.Recognises(path);

    public IRasterReader Open(ImageRef image, RasterReadOptions options) => new Reader(images.Open(image, options), onRead);

    public IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options) => images.OpenGeolocator(image, options);

    private sealed class Reader(IRasterReader reader, Action onRead) : IRasterReader
    {
        public ImageInfo Info => reader.Info;

        public IReadOnlyList<int> Bands => reader.Bands;

        public bool HasMask => reader.HasMask;

        public void Read(PixelBlock block)
        {
            onRead();
            reader.Read(block);
        }

        public void Dispose() => reader.Dispose();
    }
}
