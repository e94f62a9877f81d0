using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Watching;

/// <summary>Remembers in the data folder which images of a watched folder became jobs: DATA/watch/HASH.json, one file for each folder and place of outputs.</summary>
internal sealed class WatchMemory
{
    private readonly string file;
    private readonly Dictionary<string, WatchedFile> files;

    private WatchMemory(string file, Dictionary<string, WatchedFile> files)
    {
        this.file = file;
        this.files = files;
    }

    /// <summary>Opens the memory.</summary>
    /// <param name="dataFolder">The data folder, one of this machine.</param>
    /// <param name="folder">The folder that is watched.</param>
    /// <param name="output">Where outputs go.</param>
    /// <exception cref="RedKubeException">RK4001 where it cannot be kept; RK4005 where it is damaged.</exception>
    public static WatchMemory Open(string dataFolder, string folder, string output)
    {
        var place = Path.Combine(dataFolder, "watch");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path.GetFullPath(folder)}\n{StorageAddress.Full(output)}")))[..16];
        var path = Path.Combine(place, name + ".json");
        try
        {
            Directory.CreateDirectory(place);
            var known = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, WatchedFile>>(File.ReadAllBytes(path), JobJson.Options) : null;
            return new WatchMemory(path, new Dictionary<string, WatchedFile>(known ?? [], StringComparer.Ordinal));
        }
        catch (JsonException e)
        {
            throw new RedKubeException(ErrorCode.JobFolderUnreadable, $"{path} is damaged: {e.Message} Delete it: images whose jobs are done are then looked at again, and nothing is done twice.", e);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }

    /// <summary>What is remembered of a file, or null.</summary>
    /// <param name="name">Its name in the folder.</param>
    public WatchedFile? Find(string name) => files.GetValueOrDefault(name);

    /// <summary>Remembers a file, through a power cut too.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="seen">What became of it.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004.</exception>
    public void Remember(string name, WatchedFile seen)
    {
        files[name] = seen;
        Save();
    }

    /// <summary>Forgets files that are no longer there.</summary>
    /// <param name="there">Names of those that are.</param>
    public void KeepOnly(IReadOnlySet<string> there)
    {
        var gone = files.Keys.Where(name => !there.Contains(name)).ToArray();
        foreach (var name in gone)
        {
            files.Remove(name);
        }

        if (gone.Length > 0)
        {
            Save();
        }
    }

    private void Save() => AtomicFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, WatchedFile>(files, StringComparer.Ordinal), JobJson.Options));
}
