using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>Models as DATA/models/HASH/NAME.onnx on S3, with card and external data beside them; each is fetched once to this machine, by its hash.</summary>
/// <param name="client">The server.</param>
/// <param name="data">The data folder.</param>
/// <param name="detectors">Knows which files make up a model.</param>
/// <param name="cache">The folder of this machine for what was fetched.</param>
internal sealed class S3Models(S3Client client, DataFolder data, IDetectorFactory detectors, string cache) : IModelPlace
{
    /// <inheritdoc/>
    public Task<ModelRef> KeepAsync(ModelRef model, CancellationToken cancellation)
    {
        var to = Place(model);
        var name = Path.GetFileName(model.Path);
        if (client.Head(to.Child(name)) is null)
        {
            // The .onnx comes last: where it is, all of the model is.
            var from = Path.GetDirectoryName(Path.GetFullPath(model.Path))!;
            foreach (var file in detectors.FilesOf(model.Path))
            {
                cancellation.ThrowIfCancellationRequested();
                Store(file, to.Child(Path.GetRelativePath(from, file).Replace('\\', '/')));
            }

            if (detectors.Inspect(model.Path).Hash != model.Hash)
            {
                client.Delete(to.Child(name));
                throw new RedKubeException(ErrorCode.ModelUnreadable, $"{model.Path} changed while it was copied. Let it be written to its end, then submit again.");
            }
        }

        return Task.FromResult(model with { Path = to.Child(name).ToString() });
    }

    /// <inheritdoc/>
    public Task<ModelRef> FindAsync(ModelRef model, CancellationToken cancellation)
    {
        var folder = Path.Combine(cache, model.Hash);
        var file = Path.Combine(folder, NameOf(model));
        if (!File.Exists(file))
        {
            Fetch(model, folder, cancellation);
        }

        return File.Exists(file) ? Task.FromResult(model with { Path = file }) : throw new RedKubeException(
            ErrorCode.ModelNotFound, $"The model {model.Name} is not in {Place(model)}. Every worker must be given the data folder to which the job was submitted; check --data.");
    }

    private static string NameOf(ModelRef model) => model.Path[(model.Path.LastIndexOfAny(['/', '\\']) + 1)..];

    private S3Address Place(ModelRef model) => S3Address.Parse(data.Models).Child(model.Hash);

    private void Store(string file, S3Address to)
    {
        var there = client.Head(to);
        var content = AtomicFile.Stamp(file) ?? throw new RedKubeException(ErrorCode.ModelNotFound, $"{file} is not there any more.");
        if (there?.Stamp != content && !client.Upload(file, to, content.Sha256, there))
        {
            throw new RedKubeException(ErrorCode.StorageAway, $"{to} is being written by another process. Submit again.");
        }
    }

    private void Fetch(ModelRef model, string folder, CancellationToken cancellation) => CachedFolder.Make(folder, part =>
    {
        var root = Path.GetFullPath(part) + Path.DirectorySeparatorChar;
        foreach (var name in client.ListAll(Place(model)))
        {
            cancellation.ThrowIfCancellationRequested();

            // Whoever may write to the bucket names its objects; none of them leads out of this folder.
            var to = Path.GetFullPath(Path.Combine(root, name));
            if (!to.StartsWith(root, StringComparison.Ordinal) || to.Length == root.Length)
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            client.Download(Place(model).Child(name), to);
        }

        var file = Path.Combine(part, NameOf(model));
        if (File.Exists(file) && detectors.Inspect(file).Hash != model.Hash)
        {
            throw new RedKubeException(ErrorCode.ModelUnreadable, $"{Place(model)} holds another model than its name says. Delete that folder and submit the job again.");
        }
    });
}
