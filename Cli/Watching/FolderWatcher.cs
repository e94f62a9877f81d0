using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Watching;

/// <summary>
/// Notices images that are dropped into a folder. One is complete once two looks in a row saw it with the same length and time; hidden files and those with endings of
/// unfinished downloads are passed over, so a file that is renamed when it is whole never starts too early.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="rasters">Knows which files are images.</param>
/// <param name="memory">What became jobs before.</param>
/// <param name="console">Messages.</param>
internal sealed class FolderWatcher(string folder, IRasterSource rasters, WatchMemory memory, CliConsole console)
{
    private static readonly string[] Unfinished = [".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", ".swp"];
    private Dictionary<string, WatchedFile> before = new(StringComparer.Ordinal);

    /// <summary>Looks at the folder once and makes jobs of the images that are complete and new.</summary>
    /// <param name="submit">Makes a job of an image; told whether an older image of the same name became one. Answers with its id.</param>
    /// <param name="cancellation">Stops between images.</param>
    /// <exception cref="RedKubeException">RK2009 where the folder cannot be read.</exception>
    public async Task LookAsync(Func<ImageRef, bool, Task<string>> submit, CancellationToken cancellation)
    {
        var now = Files();
        foreach (var (name, seen) in now.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var known = memory.Find(name);
            if (known?.IsSameContent(seen) == true || !before.TryGetValue(name, out var last) || !last.IsSameContent(seen))
            {
                continue;
            }

            await BeginAsync(name, seen, known, submit);
        }

        before = now;
        memory.KeepOnly(now.Keys.ToHashSet(StringComparer.Ordinal));
    }

    private async Task BeginAsync(string name, WatchedFile seen, WatchedFile? known, Func<ImageRef, bool, Task<string>> submit)
    {
        var path = Path.Combine(folder, name);
        if (!rasters.Recognises(path))
        {
            memory.Remember(name, seen with { Refused = "no image" });
            return;
        }

        try
        {
            var job = await submit(new ImageRef(path), known?.Job is not null);
            memory.Remember(name, seen with { Job = job });
            console.Say($"{name}: job {job}");
        }
        catch (RedKubeException e) when (e.Kind != FailureKind.Transient)
        {
            // The same file would be refused again: it is told once.
            memory.Remember(name, seen with { Refused = e.Message });
            console.Say($"{name}:");
            console.Error(e);
        }
        catch (RedKubeException e)
        {
            console.Warn($"{name}: {e.Message} It is tried again.");
        }
    }

    private Dictionary<string, WatchedFile> Files()
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles()
                .Where(static f => !f.Name.StartsWith('.') && f.Length > 0 && !Unfinished.Contains(f.Extension, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(static f => f.Name, static f => new WatchedFile(f.Length, f.LastWriteTimeUtc.Ticks), StringComparer.Ordinal);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw new RedKubeException(ErrorCode.NoImages, $"the folder {folder} cannot be read: {e.Message} Check that it is mounted and may be read.", e);
        }
    }
}
