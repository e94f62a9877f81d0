using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Keeps what a job writes off what it is made from, and off files that are none of its own; --fresh gives up old outputs, never inputs.</summary>
internal static class OutputGuard
{
    /// <summary>The file that is meant: where links lead, so that the file is replaced and the link stays.</summary>
    /// <param name="what">What to call it in an error: output, report.</param>
    /// <param name="path">A path or an address.</param>
    /// <exception cref="RedKubeException">RK4001 where it is a folder, a device, or a link that leads nowhere.</exception>
    public static string Resolve(string what, string path)
    {
        if (StorageAddress.IsRemote(path))
        {
            return path;
        }

        var full = Path.GetFullPath(path);
        var real = new FileInfo(full).LinkTarget is null ? full : RealPath.Of(full);
        if (Directory.Exists(real))
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"The {what} {path} is a folder; name a file in it.");
        }

        if (!OperatingSystem.IsWindows() && (real.StartsWith("/dev/", StringComparison.Ordinal) || real.StartsWith("/proc/", StringComparison.Ordinal)))
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"The {what} {path} is a device or a pipe. It is put in its place in one step once it is whole: name a file.");
        }

        return real == full || File.Exists(real) ? real : throw new RedKubeException(
            ErrorCode.OutputNotWritable, $"The {what} {path} is a link to {real}, and there is nothing. Name the file itself, or delete the link.");
    }

    /// <summary>Refuses an output that is one of the files that the job reads.</summary>
    /// <param name="what">What to call it in an error: output, report.</param>
    /// <param name="path">Its path or address.</param>
    /// <param name="inputs">What each of them is, and its path or address.</param>
    /// <exception cref="RedKubeException">RK1002.</exception>
    public static void RequireApart(string what, string? path, IEnumerable<(string Name, string Path)> inputs)
    {
        if (path is null)
        {
            return;
        }

        var place = PlaceOf(path);
        foreach (var (name, input) in inputs)
        {
            if (PlaceOf(input) == place)
            {
                throw new RedKubeException(ErrorCode.OptionsConflict, $"The {what} {path} is {name} itself, which the job would write over. Name another file.");
            }
        }
    }

    /// <summary>Refuses a report over a file that is no report of this output.</summary>
    /// <param name="path">The report's path or address.</param>
    /// <param name="output">The output's full path or address.</param>
    /// <param name="fresh">Whether an old file may be given up, whatever it is.</param>
    /// <exception cref="RedKubeException">RK4002.</exception>
    public static void RequireReport(string path, string output, bool fresh)
    {
        if (!fresh && !StorageAddress.IsRemote(path) && File.Exists(path) && !RunReportJson.IsAbout(path, output))
        {
            throw new RedKubeException(ErrorCode.OutputForeign, $"{path} is there already and is no report about {output}. Name another file for the report, or replace it with --fresh.");
        }
    }

    private static string PlaceOf(string path) => StorageAddress.IsRemote(path) ? StorageAddress.Full(path) : RealPath.Of(Path.GetFullPath(path));
}
