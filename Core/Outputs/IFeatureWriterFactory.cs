namespace RedKube.Core.Outputs;

/// <summary>Makes writers for the formats it knows.</summary>
public interface IFeatureWriterFactory
{
    /// <summary>The formats: geojson, geojsonseq, gpkg, fgb, csv. The name is also the file's ending.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <summary>Makes a writer.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="path">A new file on a local disk; it is put in its place by the caller once complete.</param>
    /// <param name="header">What holds for all features.</param>
    IFeatureWriter Create(string format, string path, OutputHeader header);
}
