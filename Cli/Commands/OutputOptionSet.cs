using System.CommandLine;
using RedKube.Cli.Parsing;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Commands;

/// <summary>Where `detect` and `submit` write, and how they go on.</summary>
/// <param name="required">Whether an output must be named.</param>
/// <param name="inDataFolder">Whether the state of jobs lies in a data folder, so that it has no place of its own.</param>
internal sealed class OutputOptionSet(bool required, bool inDataFolder = false)
{
    public TextOption Output { get; } = new(
        "--output", "OUT", required ? OptionGroups.Required : OptionGroups.Output, required ? null : "none",
        "The file to write, on this machine or s3://bucket/…; its ending is the format: .geojson, .geojsonseq, .gpkg, .fgb or .csv. For several images: a folder, one file for each image.");

    public TextOption Format { get; } = new(
        "--format", "geojson|geojsonseq|gpkg|fgb|csv", OptionGroups.Output, "the output's ending; geojson in a folder",
        "The format of the output.");

    public TextOption Report { get; } = new(
        "--report", "FILE.json", OptionGroups.Output, "none",
        "Writes what was done: tiles, times, read factor, missing regions, what made the results. For several images: a folder.");

    public TextOption Progress { get; } = new(
        "--progress", "auto|plain|none", OptionGroups.Output, "auto",
        "auto draws a bar where stderr is a terminal and writes a line every few seconds where not; plain always writes lines.");

    public TextOption WorkDir { get; } = new(
        "--work-dir", "DIR", OptionGroups.Job, "OUT.redkube beside the output",
        "Where the state of the job is kept while it runs: a folder of this machine, or s3://bucket/….");

    public SwitchOption KeepWork { get; } = new(
        "--keep-work", OptionGroups.Job,
        "Keeps the regions' results after the job is done.");

    public SwitchOption Fresh { get; } = new(
        "--fresh", OptionGroups.Job,
        "Starts from the beginning and replaces an output that is there. Without it a stopped job goes on, and a file that this job did not write is never touched.");

    public TextOption StallTimeout { get; } = new(
        "--stall-timeout", "TIME", OptionGroups.Job, "10m",
        "How long a region may make no progress (nothing read, nothing run) before it is tried again: 90s, 10m, 1h. For slow storage or very slow models.");

    /// <summary>Adds all of them to a command.</summary>
    /// <param name="command">detect or plan.</param>
    public void AddTo(Command command)
    {
        Option[] all = [Output, Format, Report, Progress, WorkDir, KeepWork, Fresh, StallTimeout];
        foreach (var option in all.Where(o => o != WorkDir || !inDataFolder))
        {
            command.Add(option);
        }
    }

    /// <summary>Reads how long a region may make no progress.</summary>
    /// <param name="reader">The command line.</param>
    public TimeSpan ReadStallTimeout(OptionReader reader) =>
        reader.Duration(StallTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)) ?? DetectRequest.DefaultStallTimeout;

    /// <summary>Reads the format; notes where it disagrees with the output's ending.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="target">The output, or empty where none was given.</param>
    /// <param name="images">The images' words: several make the output a folder.</param>
    /// <returns>The format that was asked for, or null.</returns>
    public string? ReadFormat(OptionReader reader, string target, IReadOnlyList<string> images)
    {
        var format = reader.Choice(Format, [.. OutputFormats.All.Select(static f => (f, f))], null);
        var isFolder = images.Count != 1 || Directory.Exists(images[0]) || Directory.Exists(target) || target.EndsWith('/');
        if (target.Length == 0 || isFolder)
        {
            return format;
        }

        try
        {
            _ = OutputFormats.Resolve(target, format);
        }
        catch (RedKubeException fault)
        {
            reader.Faults.Add($"--output: {fault.Message}");
        }

        return format;
    }
}
