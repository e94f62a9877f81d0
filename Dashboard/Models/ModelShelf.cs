using System.Collections.Concurrent;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Models;

/// <summary>
/// The models that can be chosen: those of the data folder, <c>models/HASH/NAME.onnx</c> with card and weights beside, and those of folders that the
/// operator named. Safe for any number of threads.
/// </summary>
/// <param name="places">The data folder.</param>
/// <param name="options">Further folders.</param>
/// <param name="detectors">Opens models.</param>
internal sealed class ModelShelf(DataPlaces places, DashboardOptions options, IDetectorFactory detectors)
{
    private const string Pattern = "*.onnx";
    private readonly ConcurrentDictionary<string, (DateTime Written, long Bytes, ModelRef? Model)> seen = new(StringComparer.Ordinal);

    /// <summary>All models that can be used, by name.</summary>
    public IReadOnlyList<ModelView> List() => [.. Files().Select(Look).OfType<ModelRef>().DistinctBy(static m => m.Hash, StringComparer.Ordinal).Select(View).OrderBy(static m => m.Name, StringComparer.Ordinal)];

    /// <summary>A model by hash (or the first 8 digits or more of it) or by name.</summary>
    /// <param name="wanted">What was named; never used as a path.</param>
    /// <exception cref="RedKubeException">RK3001 where there is none.</exception>
    public ModelRef Get(string wanted)
    {
        var all = Files().Select(Look).OfType<ModelRef>().ToList();
        return all.Find(m => m.Hash == wanted)
            ?? all.Find(m => m.Name == wanted)
            ?? (wanted.Length >= 8 ? all.Find(m => m.Hash.StartsWith(wanted, StringComparison.Ordinal)) : null)
            ?? throw new RedKubeException(
                ErrorCode.ModelNotFound,
                $"There is no model \"{(wanted.Length > 80 ? wanted[..80] + "…" : wanted)}\". Known are: {(all.Count == 0 ? "none; upload one" : string.Join(", ", all.Select(static m => m.Name)))}.");
    }

    /// <summary>Shows a model.</summary>
    /// <param name="model">The model.</param>
    public ModelView View(ModelRef model) => new()
    {
        Id = model.Hash,
        Name = model.Name,
        Queue = ModelQueue.NameOf(model.Name),
        Kind = ModelKinds.Text(model.Card.Kind),
        Classes = model.Card.Names,
        Input = model.Card.Input,
        Card = model.Card,
        Bytes = new FileInfo(model.Path).Length,
        IsOwn = IsOwn(model),
    };

    /// <summary>Removes a model of the data folder.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="RedKubeException">RK2013 where it is not of the data folder.</exception>
    public void Remove(ModelRef model)
    {
        if (!IsOwn(model))
        {
            throw new RedKubeException(ErrorCode.InputNotAllowed, $"{model.Name} comes with the installation and cannot be deleted here.");
        }

        Directory.Delete(Path.GetDirectoryName(model.Path)!, recursive: true);
    }

    private bool IsOwn(ModelRef model) => model.Path.StartsWith(places.Models + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private IEnumerable<string> Files()
    {
        foreach (var folder in Directory.EnumerateDirectories(places.Models).Where(static f => !Path.GetFileName(f).StartsWith('.')))
        {
            foreach (var file in Directory.EnumerateFiles(folder, Pattern))
            {
                yield return file;
            }
        }

        foreach (var folder in options.ModelFolders.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetFullPath(folder), Pattern))
            {
                yield return file;
            }
        }
    }

    // Looked at once for each content: hashing gigabytes for every request would be felt.
    private ModelRef? Look(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        var card = new FileInfo(ModelCardJson.PathBeside(path));
        var written = card.Exists && card.LastWriteTimeUtc > file.LastWriteTimeUtc ? card.LastWriteTimeUtc : file.LastWriteTimeUtc;
        if (seen.TryGetValue(path, out var known) && known.Written == written && known.Bytes == file.Length)
        {
            return known.Model;
        }

        ModelRef? model;
        try
        {
            model = detectors.Inspect(path);
        }
        catch (RedKubeException)
        {
            // A file that was put there by hand and is no model is none.
            model = null;
        }

        seen[path] = (written, file.Length, model);
        return model;
    }
}
