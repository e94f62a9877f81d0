namespace RedKube.Core.Imagery;

/// <summary>Reads pixels of one image. One thread at a time; open one for each thread.</summary>
public interface IRasterReader : IDisposable
{
    /// <summary>What is known of the image.</summary>
    ImageInfo Info { get; }

    /// <summary>The bands that it reads, counted from 1, in reading order.</summary>
    IReadOnlyList<int> Bands { get; }

    /// <summary>Whether what it reads can have missing pixels, given the nodata choice; then blocks must have a mask plane.</summary>
    bool HasMask { get; }

    /// <summary>Fills a block: samples of the chosen bands and the mask.</summary>
    /// <param name="block">Its rectangle lies inside the image; bands, type and mask are those of this reader.</param>
    /// <exception cref="Errors.RedKubeException">RK2007 where the file cannot be decoded there, RK2008 where its storage is away.</exception>
    void Read(PixelBlock block);
}
