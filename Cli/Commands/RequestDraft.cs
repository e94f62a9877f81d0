using RedKube.Cli.Inputs;
using RedKube.Cli.Terminal;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Commands;

/// <summary>What was asked for in words, before images, outputs and model are looked for.</summary>
/// <param name="Images">Paths, addresses, folders.</param>
/// <param name="Model">--model.</param>
/// <param name="Output">--output.</param>
internal sealed record RequestDraft(IReadOnlyList<string> Images, string Model, string Output)
{
    /// <summary>--format, or null.</summary>
    public string? Format { get; init; }

    /// <summary>--report, or null.</summary>
    public string? Report { get; init; }

    /// <summary>--work-dir, or null.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>--keep-work.</summary>
    public bool KeepWork { get; init; }

    /// <summary>--fresh.</summary>
    public bool Fresh { get; init; }

    /// <summary>--stall-timeout.</summary>
    public TimeSpan StallTimeout { get; init; } = DetectRequest.DefaultStallTimeout;

    /// <summary>--progress.</summary>
    public ProgressMode Progress { get; init; }

    /// <summary>--threads, or null.</summary>
    public int? Threads { get; init; }

    /// <summary>What decides the results.</summary>
    public DetectOptions Options { get; init; } = new();

    /// <summary>The files that options were read from.</summary>
    public IReadOnlyList<string> OptionFiles { get; init; } = [];

    /// <summary>Looks for images, outputs and model.</summary>
    /// <param name="rasters">Knows which files of a folder are images.</param>
    /// <param name="console">Environment and messages.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <returns>One request for each image.</returns>
    /// <exception cref="Core.Errors.RedKubeException">An image, a place or the model cannot be used.</exception>
    public async Task<IReadOnlyList<DetectRequest>> MakeAsync(IRasterSource rasters, CliConsole console, CancellationToken cancellation)
    {
        var plans = OutputPlan.Make(ImageInputs.Find(Images, rasters), Output, Format, Report);
        var model = await Models.FindAsync(Model, console, cancellation);
        return [.. plans.Select(plan => Request(plan, model))];
    }

    private DetectRequest Request(OutputPlan plan, string modelPath) => new()
    {
        Image = plan.Image,
        ModelPath = modelPath,
        OutputPath = plan.Path,
        Format = plan.Format,
        Options = Options,
        OptionFiles = OptionFiles,
        Threads = Threads,
        ReportPath = plan.ReportPath,
        WorkDirectory = WorkDirectory,
        KeepWork = KeepWork,
        Fresh = Fresh,
        StallTimeout = StallTimeout,
    };
}
