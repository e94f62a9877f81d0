using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Inputs;

/// <summary>Finds the file of a model that was named on the command line: a file, an address, or the name of a model that is at hand.</summary>
/// <param name="console">Environment variables and messages.</param>
/// <param name="download">Fetches an address and answers with the file.</param>
internal sealed class ModelLocator(CliConsole console, Func<Uri, CancellationToken, Task<string>> download)
{
    private const string Ending = ".onnx";

    /// <summary>The model's file.</summary>
    /// <param name="model">What was written after --model.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="RedKubeException">RK3001: there is no such model.</exception>
    public Task<string> FindAsync(string model, CancellationToken cancellation)
    {
        if (IsAddress(model, out var address))
        {
            return address.AbsolutePath.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
                ? download(address, cancellation)
                : throw new RedKubeException(
                    ErrorCode.ModelNotFound,
                    $"--model: {new ImageRef(model)} does not end in .onnx. Expected the address of an ONNX file; fetch it yourself and name the file if it has another ending.");
        }

        if (File.Exists(model))
        {
            return Task.FromResult(Path.GetFullPath(model));
        }

        if (Directory.Exists(model))
        {
            throw new RedKubeException(ErrorCode.ModelNotFound, $"--model: {model} is a folder. Expected an .onnx file in it: {Listed(NamesIn(model))}.");
        }

        return Task.FromResult(Named(model) ?? throw Missing(model));
    }

    /// <summary>Folders that hold models by name: those of $REDKUBE_MODELS, then samples/models of the installation.</summary>
    public IReadOnlyList<string> Folders()
    {
        var folders = (console.Environment("REDKUBE_MODELS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (SamplesFolder() is { } samples)
        {
            folders.Add(samples);
        }

        return folders;
    }

    /// <summary>samples/models beside the program or, in a clone, above it; null where there is none.</summary>
    public static string? SamplesFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "samples", "models");
            if (Directory.Exists(models))
            {
                return models;
            }
        }

        return null;
    }

    private static bool IsAddress(string model, out Uri address) =>
        Uri.TryCreate(model, UriKind.Absolute, out address!) && address.Scheme is "http" or "https" or "s3";

    /// <summary>The file of a name, or null where no folder of models holds it.</summary>
    /// <param name="name">With or without .onnx.</param>
    public string? Named(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var file = name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name : name + Ending;
        return Folders().Select(f => Path.Combine(Path.GetFullPath(f), file)).FirstOrDefault(File.Exists);
    }

    private RedKubeException Missing(string model)
    {
        var known = Folders().SelectMany(NamesIn).Select(static n => Path.GetFileNameWithoutExtension(n)).Distinct(StringComparer.Ordinal).ToArray();
        var near = Spelling.Nearest(model, known);
        return new RedKubeException(
            ErrorCode.ModelNotFound,
            $"there is no model \"{model}\": no such file, and no model of that name. Expected an .onnx file, an address that ends in .onnx, or a name "
            + $"(known here: {Listed(known)}).{(near is null ? "" : $" Did you mean {near}?")}");
    }

    private static string Listed(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);

    private static string[] NamesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
