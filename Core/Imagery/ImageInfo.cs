using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>What is known of an image once it has been opened. Immutable; no pixels were read.</summary>
public sealed record ImageInfo
{
    /// <summary>The image's name (last part of its address).</summary>
    public required string Name { get; init; }

    /// <summary>GDAL's short name of the format: GTiff, NITF, JP2OpenJPEG, …</summary>
    public required string Format { get; init; }

    /// <summary>Columns and rows.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>The bands, in the file's order.</summary>
    public required IReadOnlyList<BandInfo> Bands { get; init; }

    /// <summary>The type in which samples are read.</summary>
    public required SampleType SampleType { get; init; }

    /// <summary>What the file decodes at once: a block of this many pixels (a strip is as wide as the image).</summary>
    public required PixelSize Block { get; init; }

    /// <summary>The compression's name as the file states it, or null.</summary>
    public string? Compression { get; init; }

    /// <summary>Whether pixels can be missing: a nodata value, an alpha band or a mask band.</summary>
    public bool HasMask { get; init; }

    /// <summary>How the image knows its place: none, affine, gcp or rpc.</summary>
    public string Georeference { get; init; } = "none";

    /// <summary>Whether the file holds rational polynomial coefficients, which alone take a height or an elevation model.</summary>
    public bool HasRpc { get; init; }

    /// <summary>Why a georeference that the file has is not used (no reference system, one that is not of the Earth, too few control points), or null.</summary>
    public string? GeoreferenceNote { get; init; }

    /// <summary>The coordinate reference system's name, or null.</summary>
    public string? CrsName { get; init; }

    /// <summary>Ground sample distance at the image's centre in metres, or null without georeference.</summary>
    public double? GroundSampleDistanceMetres { get; init; }

    /// <summary>When the image was taken (from NITF or TIFF tags), or null.</summary>
    public DateTimeOffset? Acquired { get; init; }

    /// <summary>The bytes of the file, or null where the storage does not say.</summary>
    public long? FileBytes { get; init; }

    /// <summary>The files of this machine that it is made of, side files and a VRT's sources included; none where it is on a server.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What tells one version of the file's content from another without reading it: length and ETag or modification time, side files included.</summary>
    public required string ContentVersion { get; init; }

    /// <summary>Number of overview levels.</summary>
    public int Overviews { get; init; }

    /// <summary>How to say that it has no place on the map, after its name, with the reason where the file holds a georeference.</summary>
    public string LackOfPlace() => GeoreferenceNote is null ? "has no georeference" : $"has no georeference that can be used ({GeoreferenceNote})";

    /// <summary>The bands that are measurement, not transparency.</summary>
    public IEnumerable<BandInfo> DataBands => Bands.Where(static b => !b.IsAlpha);
}
