using RedKube.Core.Outputs;

namespace RedKube.Adapters.Gdal.Vectors;

/// <summary>Makes writers for all output formats: GeoPackage and FlatGeobuf through OGR, the text formats with Core's own. Safe for any number of threads.</summary>
public sealed class FeatureWriterFactory : IFeatureWriterFactory
{
    private readonly TextFeatureWriterFactory text = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats => OutputFormats.All;

    /// <inheritdoc/>
    /// <exception cref="Core.Errors.RedKubeException">RK4006: no such format. RK4001, RK4004: the file cannot be made.</exception>
    public IFeatureWriter Create(string format, string path, OutputHeader header) => format switch
    {
        OutputFormats.GeoPackage => new OgrFeatureWriter("GPKG", path, header),
        OutputFormats.FlatGeobuf => new OgrFeatureWriter("FlatGeobuf", path, header),
        _ => text.Create(format, path, header),
    };
}
