namespace RedKube.Core.Outputs;

/// <summary>What a run did, for people and tools; written as JSON beside the output where it is asked for. Unlike the output it holds times.</summary>
public sealed record RunReport
{
    /// <summary>Version of the report's format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The job.</summary>
    public required string Job { get; init; }

    /// <summary>done or partial.</summary>
    public required string State { get; init; }

    /// <summary>The image's name.</summary>
    public required string Image { get; init; }

    /// <summary>Columns of the image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the image.</summary>
    public required int Height { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The model's hash.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Where the features are.</summary>
    public required string Output { get; init; }

    /// <summary>What made the results; more than one where a job was continued elsewhere, and then bytes may differ from a run of one.</summary>
    public required IReadOnlyList<string> Runtimes { get; init; }

    /// <summary>Regions with a tile to look at.</summary>
    public required int Regions { get; init; }

    /// <summary>Of these, regions whose results were there from an earlier run.</summary>
    public required int RegionsKept { get; init; }

    /// <summary>Names and causes of the regions that are missing.</summary>
    public required IReadOnlyDictionary<string, string> Missing { get; init; }

    /// <summary>Tiles that the model saw.</summary>
    public required long TilesRun { get; init; }

    /// <summary>Tiles whose pixels were all missing.</summary>
    public required long TilesSkipped { get; init; }

    /// <summary>Tiles in one run of the model.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Blocks of the file that were decoded, repeats counted.</summary>
    public required long BlocksDecoded { get; init; }

    /// <summary>Decodes per block that was needed at all; 1 is perfect.</summary>
    public required double ReadFactor { get; init; }

    /// <summary>Detections before merging.</summary>
    public required long Detections { get; init; }

    /// <summary>Features in the output by class, in the model's order; classes without any left out.</summary>
    public required IReadOnlyDictionary<string, long> Features { get; init; }

    /// <summary>Million pixels of the image a second, while detecting.</summary>
    public required double MegapixelsPerSecond { get; init; }

    /// <summary>Seconds by stage: plan, detect, merge, write; and of threads added up: read, load, run, collect.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>What the user may want to know or change.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
