using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RedKube.Core.Detections;
using RedKube.Core.Errors;

namespace RedKube.Adapters.Onnx;

/// <summary>Opens ONNX models through ONNX Runtime, on the CPU or on NVIDIA devices. Safe for any number of threads.</summary>
/// <param name="engineCache">Folder in which TensorRT keeps the engines that it builds; null: redkube/tensorrt in the user's local application data.</param>
public sealed class OnnxDetectorFactory(string? engineCache = null) : IDetectorFactory
{
    private readonly ConcurrentDictionary<string, ModelProbe> probes = new(StringComparer.Ordinal);
    private readonly string engineCache = engineCache
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "redkube", "tensorrt");

    /// <inheritdoc/>
    public ModelRef Inspect(string path)
    {
        var external = OnnxFile.ExternalData(path);
        var cardPath = ModelCardJson.PathBeside(path);
        var card = ReadCard(cardPath);
        var hash = Hash(path, external, card);
        var probe = probes.GetOrAdd(hash, _ => ModelProbe.Of(path));
        var text = card is null ? null : new UTF8Encoding(false, false).GetString(card).TrimStart('\uFEFF');
        return new ModelRef(path, Path.GetFileNameWithoutExtension(path), hash, ModelCards.Resolve(probe.Signature, text, Path.GetFileName(cardPath)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesOf(string path)
    {
        var card = ModelCardJson.PathBeside(path);
        return
        [
            .. OnnxFile.ExternalData(path).Select(name => ExternalPath(path, name)),
            .. File.Exists(card) ? [Path.GetFullPath(card)] : Array.Empty<string>(),
            Path.GetFullPath(path),
        ];
    }

    /// <inheritdoc/>
    public IDetector Create(ModelRef model, DetectorOptions options)
    {
        Check(model, options);
        var probe = probes.GetOrAdd(model.Hash, _ => ModelProbe.Of(model.Path));
        var plan = InputPlan.Of(model.Card, probe, options);
        return DeviceChooser.Open(model, probe, plan, options, engineCache);
    }

    private static void Check(ModelRef model, DetectorOptions options)
    {
        if (options.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The confidence is {confidence}; it lies between 0 and 1.");
        }

        if (options.BatchSize is < 1 or > 1024 || options.Threads < 1 || options.TileSize.Width < 1 || options.TileSize.Height < 1)
        {
            throw new RedKubeException(
                ErrorCode.OptionOutOfRange,
                $"Batch size {options.BatchSize}, threads {options.Threads}, tile size {options.TileSize}: the batch is 1 to 1024, the others are at least 1.");
        }

        if (options.Classes?.FirstOrDefault(index => index < 0 || index >= model.Card.Names.Count, -1) is { } unknown and not -1)
        {
            throw new RedKubeException(ErrorCode.ClassNotThere, $"Class {unknown} was asked for; {model.Name} has the classes 0 to {model.Card.Names.Count - 1}.");
        }
    }

    private static byte[]? ReadCard(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.ModelCardInvalid, $"The model card {path} cannot be read: {e.Message}", e);
        }
    }

    // The bytes of the model, of its external data in the order of their names, and of its card, one after the other; of a plain model, its sha256sum.
    private static string Hash(string path, IReadOnlyCollection<string> external, byte[]? card)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, path);
        foreach (var name in external)
        {
            Append(hash, ExternalPath(path, name));
        }

        hash.AppendData(card ?? []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string ExternalPath(string path, string name)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var full = Path.GetFullPath(Path.Combine(folder, name));
        if (!full.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new RedKubeException(ErrorCode.ModelUnreadable, $"{path} keeps weights in {name}, which is not beside it. Weights must lie in the model's folder.");
        }

        return File.Exists(full)
            ? full
            : throw new RedKubeException(ErrorCode.ModelUnreadable, $"{path} keeps weights in {name}, which is not there. Copy that file beside the model.");
    }

    private static void Append(IncrementalHash hash, string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            var buffer = new byte[1 << 20];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.ModelUnreadable, $"{path} cannot be read: {e.Message}", e);
        }
    }
}
