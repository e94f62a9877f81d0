using System.CommandLine;
using RedKube.Cli.Parsing;

namespace RedKube.Cli.Commands;

/// <summary>Where `detect` writes, and how it goes on.</summary>
internal sealed class OutputOptionSet(bool required)
{
    public TextOption Output { get; } = new(
        "--output", "OUT", required ? OptionGroups.Required : OptionGroups.Output, required ? null : "none",
        "The file to write; its ending is the format: .geojson, .geojsonseq, .gpkg, .fgb or .csv. For several images: a folder, one file for each image.");

    public TextOption Format { get; } = new(
        "--format", "geojson|geojsonseq|gpkg|fgb|csv", OptionGroups.Output, "the output's ending; geojson in a folder",
        "The format of the output.");

    public TextOption Report { get; } = new(
        "--report", "FILE.json", OptionGroups.Output, "none",
        "Writes what was done: tiles, times, read factor, regions that are missing, what made the results.");

    public TextOption Progress { get; } = new(
        "--progress", "auto|plain|none", OptionGroups.Output, "auto",
        "auto draws a bar where stderr is a terminal and writes a line every few seconds where not; plain always writes lines.");

    public TextOption WorkDir { get; } = new(
        "--work-dir", "DIR", OptionGroups.Job, "OUT.redkube beside the output",
        "Where the state of the job is kept while it runs.");

    public SwitchOption KeepWork { get; } = new(
        "--keep-work", OptionGroups.Job,
        "Keeps the regions' results after the job is done.");

    public SwitchOption Fresh { get; } = new(
        "--fresh", OptionGroups.Job,
        "Starts from the beginning and replaces an output that is there. Without it a stopped job goes on, and a file that this job did not write is never touched.");

    /// <summary>Adds all of them to a command.</summary>
    /// <param name="command">detect or plan.</param>
    public void AddTo(Command command)
    {
        Option[] all = [Output, Format, Report, Progress, WorkDir, KeepWork, Fresh];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }
}
