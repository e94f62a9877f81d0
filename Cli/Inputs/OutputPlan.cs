using RedKube.Cli.Parsing;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Inputs;

/// <summary>Where the results of one image go.</summary>
/// <param name="Image">The image.</param>
/// <param name="Path">The output file.</param>
/// <param name="Format">Its format.</param>
/// <param name="ReportPath">The run report's file, or null.</param>
internal sealed record OutputPlan(ImageRef Image, string Path, string Format, string? ReportPath)
{
    /// <summary>Gives each image its output: the file that was named, or a file of the image's name in the folder that was named.</summary>
    /// <param name="inputs">The images.</param>
    /// <param name="output">--output.</param>
    /// <param name="format">--format, or null.</param>
    /// <param name="report">--report, or null.</param>
    /// <exception cref="UsageException">Several images cannot go to one file.</exception>
    /// <exception cref="RedKubeException">RK4006, RK1002: the format is not known, or two are named. RK4001: the folder cannot be made.</exception>
    public static IReadOnlyList<OutputPlan> Make(ImageInputs inputs, string output, string? format, string? report)
    {
        var intoFolder = inputs.Several || Directory.Exists(output) || output.EndsWith('/') || output.EndsWith(System.IO.Path.DirectorySeparatorChar);
        if (!intoFolder)
        {
            return [new OutputPlan(inputs.Images[0], output, OutputFormats.Resolve(output, format), report)];
        }

        if (!Directory.Exists(output) && OutputFormats.FromPath(output) is { } ending)
        {
            throw new UsageException(
                [$"--output {output} names one {ending} file, but several images were given. Expected a folder: each image gets a file of its own in it. Write --output FOLDER --format {ending}."]);
        }

        var ends = format is null ? OutputFormats.GeoJson : OutputFormats.Resolve("", format);
        var names = OutputNames.For(inputs.Images, ends);
        MakeFolder(output);
        if (report is not null)
        {
            MakeFolder(report);
        }

        return [.. inputs.Images.Zip(names, (image, name) => new OutputPlan(
            image,
            StorageAddress.Combine(output, name),
            ends,
            report is null ? null : StorageAddress.Combine(report, System.IO.Path.ChangeExtension(name, ".json"))))];
    }

    // Storage beyond this machine has no folders to make.
    private static void MakeFolder(string folder)
    {
        if (StorageAddress.IsRemote(folder))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"the folder {folder} cannot be made: {e.Message} Name another.", e);
        }
    }
}
