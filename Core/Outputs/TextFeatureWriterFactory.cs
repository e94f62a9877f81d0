using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>Makes writers for the formats that need no library: geojson, geojsonseq, csv. Safe for any number of threads.</summary>
public sealed class TextFeatureWriterFactory : IFeatureWriterFactory
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Formats { get; } = [OutputFormats.GeoJson, OutputFormats.GeoJsonSeq, OutputFormats.Csv];

    /// <inheritdoc/>
    /// <exception cref="RedKubeException">RK4006: another format. RK4001, RK4004: the file cannot be made.</exception>
    public IFeatureWriter Create(string format, string path, OutputHeader header) => format switch
    {
        OutputFormats.GeoJson => new GeoJsonFeatureWriter(path, header, sequence: false),
        OutputFormats.GeoJsonSeq => new GeoJsonFeatureWriter(path, header, sequence: true),
        OutputFormats.Csv => new CsvFeatureWriter(path, header),
        _ => throw new RedKubeException(ErrorCode.FormatUnknown, $"'{format}' is not a text format; those are {string.Join(", ", Formats)}."),
    };
}
