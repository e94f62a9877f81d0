using System.CommandLine;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Parsing;
using RedKube.Cli.Sample;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;

namespace RedKube.Cli.Commands;

/// <summary>`redkube sample scene OUT.tif`: a synthetic scene and its truth.</summary>
internal sealed class SampleSceneCommand : CliCommand
{
    private readonly Argument<string[]> output = new("OUT.tif") { Arity = ArgumentArity.ZeroOrMore, Description = "The GeoTIFF to write." };
    private readonly TextOption width = new("--width", "N", OptionGroups.Scene, "4096", "Columns.");
    private readonly TextOption height = new("--height", "N", OptionGroups.Scene, "4096", "Rows.");
    private readonly TextOption seed = new("--seed", "N", OptionGroups.Scene, "1", "Decides the whole scene: the same seed and size give the same pixels on every machine.");
    private readonly TextOption bits = new("--bits", "8|16", OptionGroups.Scene, "8", "Bits of a sample.");
    private readonly SwitchOption sparse = new("--sparse", OptionGroups.Scene, "Leaves most of the scene empty and its blocks unwritten, as in mosaics.");
    private readonly TextOption truth = new("--truth", "T.geojson", OptionGroups.Output, "none", "Also writes the true objects, for redkube score.");
    private readonly TextOption compress = new("--compress", "none|deflate|lzw|zstd|jpeg", OptionGroups.Output, "deflate", "How the file is compressed.");
    private readonly SwitchOption fresh = new("--fresh", OptionGroups.Output, "Replaces files that are there.");
    private readonly TextOption progress = new("--progress", "auto|plain|none", OptionGroups.Output, "auto", "A bar where stderr is a terminal, lines where not.");

    /// <summary>Makes the command.</summary>
    public SampleSceneCommand()
        : base("scene", "Makes a synthetic satellite scene of any size, with exact truth.")
    {
        Add(output);
        foreach (var option in (Option[])[width, height, seed, bits, sparse, truth, compress, fresh, progress])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Explanation { get; } =
    [
        "Sea, quays, ships, aircraft and storage tanks, with clouds and clutter that looks alike, 0.5 m a pixel, placed in UTM. Written block by block: "
        + "memory does not grow with the size. An object of which less than half can be seen is marked difficult and counts neither way.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube sample scene scene.tif --truth truth.geojson", "a scene of 4096 × 4096 pixels and what is in it"),
        new("redkube sample scene big.tif --width 40000 --height 40000 --seed 7 --compress zstd", "a large one (1,600 Mpx)"),
        new("redkube sample scene huge.tif --width 500000 --height 500000 --sparse", "a huge one that is mostly empty"),
    ];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CliConsole console, CancellationToken cancellation)
    {
        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        var reader = new OptionReader(parse, faults);
        var file = reader.One(output, "Expected the GeoTIFF to write, for example scene.tif.");
        var options = new SceneOptions
        {
            Width = reader.Integer(width, 1, SceneOptions.LargestSide) ?? 4096,
            Height = reader.Integer(height, 1, SceneOptions.LargestSide) ?? 4096,
            Seed = reader.Integer(seed, int.MinValue, int.MaxValue) ?? 1,
            Bits = reader.Choice(bits, [("8", 8), ("16", 16)], 8),
            Sparse = reader.Has(sparse),
        };
        var compression = reader.Choice(compress, SceneMaker.Compressions, SceneMaker.Compressions[1].Value);
        if (compression == RasterCompression.Jpeg && options.Bits == 16)
        {
            faults.Add("--compress jpeg and --bits 16 do not go together: JPEG holds 8 bits. Leave one out, or take deflate.");
        }

        var truthFile = reader.Text(truth);
        if (file.Length > 0 && Path.GetExtension(file).ToLowerInvariant() is not (".tif" or ".tiff"))
        {
            faults.Add($"{file} does not end in .tif or .tiff, and a GeoTIFF is what is written. Name it so; gdal_translate makes other formats of it.");
        }

        if (truthFile is not null && Path.GetFullPath(file) == Path.GetFullPath(truthFile))
        {
            faults.Add($"The scene and --truth are the same file, {file}. Name two.");
        }

        var mode = reader.Progress(progress);
        faults.ThrowIfAny();
        var replace = reader.Has(fresh);
        foreach (var target in new[] { file, truthFile }.OfType<string>().Where(t => !replace && File.Exists(t)))
        {
            throw new RedKubeException(ErrorCode.OutputForeign, $"{target} is there already and is not written over. Name another file, delete it, or add --fresh.");
        }

        await SceneMaker.MakeAsync(options, file, truthFile, compression, console, mode, cancellation);
        return ExitCodes.Done;
    }
}
