using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Core.Jobs;
using RedKube.Core.Merging;
using RedKube.Core.Planning;

namespace RedKube.Cli.Commands;

/// <summary>The options that `detect` and `plan` share. Names and defaults are fixed: other tools call them.</summary>
internal sealed class DetectOptionSet
{
    public TextOption Model { get; } = new(
        "--model", "FILE|URL|NAME", OptionGroups.Required, null,
        "The ONNX model: a file; an http(s):// or s3:// address that ends in .onnx (fetched once, then kept); or the name of a model in $REDKUBE_MODELS or samples/models.");

    public TextOption TileSize { get; } = new(
        "--tile-size", "N", OptionGroups.Tiles, "the model's input, or 1024 where it takes any size",
        "Side of a tile in image pixels. Another value than the model's input is scaled to it, so it also sets the scale at which objects are seen.");

    public TextOption Overlap { get; } = new(
        "--overlap", "N|P%", OptionGroups.Tiles, "20%",
        "What neighbouring tiles share, in image pixels or per cent of a tile. At least the size of your objects is best.");

    public TextOption RegionSize { get; } = new(
        "--region-size", "N", OptionGroups.Tiles, "8192",
        "Side of a region in pixels: the unit of work that is stored when done. Never changes the result.");

    public TextOption Confidence { get; } = new(
        "--confidence", "F", OptionGroups.Tiles, "what the model card says, or 0.25",
        "Detections below this score (0 to 1) are dropped.");

    public TextOption Classes { get; } = new(
        "--classes", "A,B", OptionGroups.Tiles, "all",
        "Only these classes, by name. redkube info MODEL lists them.");

    public TextOption BatchSize { get; } = new(
        "--batch-size", "N", OptionGroups.Machine, "1 on CPU, 8 on GPU",
        "Tiles in one run of the model.");

    public TextOption Threads { get; } = new(
        "--threads", "N", OptionGroups.Machine, "the cores that this process may use",
        "How many tiles are worked on at the same time on CPU. Never changes the result.");

    public TextOption Device { get; } = new(
        "--device", "auto|cpu|cuda[:N]|tensorrt", OptionGroups.Machine, "auto",
        "Where the model runs. auto takes CUDA if it works, else the CPU, and says why.");

    public TextOption Merge { get; } = new(
        "--merge", "nms|soft-nms|nmm|wbf|none", OptionGroups.Merging, "nms",
        "How detections of one object in several tiles become one: keep the best (nms), let scores decay (soft-nms), join outlines (nmm), average (wbf), or keep all (none).");

    public TextOption Metric { get; } = new(
        "--metric", "iou|ios", OptionGroups.Merging, "iou",
        "How overlap is measured: intersection over union, or over the smaller of the two.");

    public TextOption MergeThreshold { get; } = new(
        "--merge-threshold", "F", OptionGroups.Merging, "0.5",
        "Overlap from which two detections count as one object.");

    public SwitchOption ClassAgnostic { get; } = new(
        "--class-agnostic", OptionGroups.Merging,
        "Compares detections of different classes too.");

    public TextOption Area { get; } = new(
        "--area", "FILE|WKT", OptionGroups.Area, "the whole image",
        "Only objects in this area: WKT in lon lat (\"POLYGON ((…))\"), or a vector file in its own coordinate system.");

    public TextOption AreaPixels { get; } = new(
        "--area-pixels", "FILE|WKT", OptionGroups.Area, "the whole image",
        "The same in image pixels: x right, y down from the upper left corner.");

    public TextOption Bands { get; } = new(
        "--bands", "1,2,3", OptionGroups.Pixels, "what the model card says, or the first ones",
        "The bands that the model is given, counted from 1, in its order.");

    public TextOption Range { get; } = new(
        "--range", "none|minmax|percentile|LO,HI", OptionGroups.Pixels, "none for 8 bits, else percentile (2 to 98 %, band by band)",
        "How sample values become 0 to 255.");

    public TextOption Nodata { get; } = new(
        "--nodata", "V|none", OptionGroups.Pixels, "what the file says",
        "The value of missing pixels (nan: no value), in place of the one that the file names. Alpha, masks and NaN always mark them; none: no pixel is missing. Tiles of missing pixels only are not sent to the model.");

    public TextOption Height { get; } = new(
        "--height", "M", OptionGroups.Place, "what the RPCs say",
        "Height above the ellipsoid in metres.");

    public TextOption Dem { get; } = new(
        "--dem", "FILE", OptionGroups.Place, "none",
        "An elevation model, instead of one height.");

    private static (string, MergeRule)[] MergeRules { get; } =
        [("nms", MergeRule.Nms), ("soft-nms", MergeRule.SoftNms), ("nmm", MergeRule.Nmm), ("wbf", MergeRule.Wbf), ("none", MergeRule.None)];

    private static (string, OverlapMetric)[] Metrics { get; } = [("iou", OverlapMetric.Iou), ("ios", OverlapMetric.Ios)];

    /// <summary>Adds all of them to a command.</summary>
    /// <param name="command">detect or plan.</param>
    public void AddTo(Command command)
    {
        Option[] all =
        [
            Model, TileSize, Overlap, RegionSize, Confidence, Classes, Merge, Metric, MergeThreshold, ClassAgnostic,
            Area, AreaPixels, Bands, Range, Nodata, Height, Dem, Device, Threads, BatchSize,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>The files that an area of interest is read from.</summary>
    /// <param name="reader">The command line.</param>
    public IReadOnlyList<string> Files(OptionReader reader) => [.. new[] { reader.Text(Area), reader.Text(AreaPixels) }.OfType<string>().Where(File.Exists)];

    /// <summary>The model, which every command that takes these options needs.</summary>
    /// <param name="reader">The command line; its faults are noted there.</param>
    public string ReadModel(OptionReader reader) => reader.Required(Model, "Name an .onnx file, an address that ends in .onnx, or a model in samples/models.");

    /// <summary>Reads all of them but the model and the number of threads.</summary>
    /// <param name="reader">The command line; its faults are noted there.</param>
    /// <param name="areas">Reads areas of interest from files.</param>
    /// <exception cref="UsageException">The command line has faults, those that were noted before included.</exception>
    /// <exception cref="Core.Errors.RedKubeException">RK1003, RK1101: the overlap or an area cannot be used.</exception>
    public DetectOptions Read(OptionReader reader, IAreaReader areas)
    {
        var map = reader.Text(Area);
        var pixels = reader.Text(AreaPixels);
        if (map is not null && pixels is not null)
        {
            reader.Faults.Add("--area and --area-pixels are both given. Expected one of them: leave one out.");
        }

        if (reader.Text(Height) is not null && reader.Text(Dem) is not null)
        {
            reader.Faults.Add("--height and --dem are both given. Expected one of them: leave one out.");
        }

        var overlap = reader.Overlap(Overlap);
        var options = new DetectOptions
        {
            TileSize = reader.Integer(TileSize, 1, 65_536),
            RegionSize = reader.Integer(RegionSize, Planner.SmallestRegion, 1 << 20) ?? 8192,
            Confidence = (float?)reader.Number(Confidence, 0, 1),
            Classes = reader.Names(Classes),
            BatchSize = reader.Integer(BatchSize, 1, 1024),
            Device = reader.Device(Device),
            Merge = reader.Choice(Merge, MergeRules, MergeRule.Nms),
            Metric = reader.Choice(Metric, Metrics, OverlapMetric.Iou),
            MergeThreshold = reader.Number(MergeThreshold, 0, 1, open: true) ?? 0.5,
            ClassAgnostic = reader.Has(ClassAgnostic),
            Bands = reader.Bands(Bands),
            Range = reader.Range(Range),
            Nodata = reader.Nodata(Nodata),
            HeightMetres = reader.Number(Height, -1000, 10000),
            DemPath = reader.Text(Dem),
        };

        // What the words alone show is reported first, and all at once; only then are files and ratios looked at.
        reader.Faults.ThrowIfAny();
        return options with
        {
            Overlap = overlap(),
            Area = map is null ? null : AreaOption.Resolve(map, inPixels: false, areas),
            AreaPixels = pixels is null ? null : AreaOption.Resolve(pixels, inPixels: true, areas),
        };
    }
}
