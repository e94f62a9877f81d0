using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Models as DATA/models/HASH/NAME.onnx on a file system, with card and external data beside them.</summary>
/// <param name="data">The data folder.</param>
/// <param name="detectors">Knows which files make up a model.</param>
public sealed class ModelsInDataFolder(DataFolder data, IDetectorFactory detectors) : IModelPlace
{
    /// <inheritdoc/>
    public async Task<ModelRef> KeepAsync(ModelRef model, CancellationToken cancellation)
    {
        var kept = model with { Path = PathOf(model) };
        if (File.Exists(kept.Path))
        {
            return kept;
        }

        // The .onnx comes last: where it is, all of the model is.
        var from = Path.GetDirectoryName(Path.GetFullPath(model.Path))!;
        var to = Path.GetDirectoryName(kept.Path)!;
        foreach (var file in detectors.FilesOf(model.Path))
        {
            await CopyAsync(file, Path.Combine(to, Path.GetRelativePath(from, file)), cancellation);
        }

        if (detectors.Inspect(kept.Path).Hash != model.Hash)
        {
            AtomicFile.TryDelete(kept.Path);
            throw new RedKubeException(ErrorCode.ModelUnreadable, $"{model.Path} changed while it was copied. Let it be written to its end, then submit again.");
        }

        return kept;
    }

    /// <inheritdoc/>
    public Task<ModelRef> FindAsync(ModelRef model, CancellationToken cancellation)
    {
        var path = PathOf(model);
        return File.Exists(path) ? Task.FromResult(model with { Path = path }) : throw new RedKubeException(
            ErrorCode.ModelNotFound, $"The model {model.Name} is not at {path}. Every worker must reach the data folder to which the job was submitted; check --data and its mount.");
    }

    private string PathOf(ModelRef model) => Path.Combine(data.Models, model.Hash, Path.GetFileName(model.Path));

    private static async Task CopyAsync(string from, string to, CancellationToken cancellation)
    {
        var part = $"{to}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await using (var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous))
            await using (var copy = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                await source.CopyToAsync(copy, 1 << 20, cancellation);
            }

            AtomicFile.Place(part, to, replace: true);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, to);
        }
        finally
        {
            AtomicFile.TryDelete(part);
        }
    }
}
