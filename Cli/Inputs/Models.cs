using RedKube.Adapters.S3;
using RedKube.Cli.Terminal;

namespace RedKube.Cli.Inputs;

/// <summary>Finds models as the command line names them, fetching those that are named by address.</summary>
internal static class Models
{
    /// <summary>The model of the demo, in samples/models.</summary>
    public const string Demo = "harbour";

    /// <summary>The model's file.</summary>
    /// <param name="model">What was written after --model.</param>
    /// <param name="console">Environment variables and messages.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK3001: there is no such model.</exception>
    public static Task<string> FindAsync(string model, CliConsole console, CancellationToken cancellation)
    {
        var cache = new ModelCache(console, static () => new HttpMessageInvoker(new SocketsHttpHandler()));
        return new ModelLocator(console, (address, stop) => address.Scheme == "s3" ? FromS3Async(address, stop) : cache.FetchAsync(address, stop)).FindAsync(model, cancellation);
    }

    private static async Task<string> FromS3Async(Uri address, CancellationToken cancellation)
    {
        using var storage = new S3Storage();
        return await Task.Run(() => storage.FetchModel(address.OriginalString), cancellation);
    }

    /// <summary>Folders that hold models by name: those of $REDKUBE_MODELS, then samples/models of the installation.</summary>
    /// <param name="console">Environment variables.</param>
    public static IReadOnlyList<string> Folders(CliConsole console) => Locator(console).Folders();

    /// <summary>Whether a word is the name of a model in one of the folders of models.</summary>
    /// <param name="word">The word.</param>
    /// <param name="console">Environment variables.</param>
    public static bool IsName(string word, CliConsole console) =>
        Locator(console).Named(word) is not null;

    private static ModelLocator Locator(CliConsole console) =>
        new(console, static (_, _) => throw new InvalidOperationException("What is at hand is never fetched."));
}
