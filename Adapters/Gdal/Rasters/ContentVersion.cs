namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>What tells one content of an image from another without reading it.</summary>
/// <param name="Version">Equal for equal lengths and times (or ETags) of the file and its side files.</param>
/// <param name="Bytes">Length of the file, or null where it is not known.</param>
internal sealed record ContentVersion(string Version, long? Bytes);
