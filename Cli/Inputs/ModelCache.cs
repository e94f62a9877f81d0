using System.Net;
using System.Security.Cryptography;
using System.Text;
using RedKube.Adapters.S3;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Inputs;

/// <summary>
/// Models that were fetched from an address, each once: CACHE/16 hex digits of the address's hash/name.onnx, with its card where the server has one
/// beside it. CACHE is $XDG_CACHE_HOME/redkube/models or ~/.cache/redkube/models. A file appears whole or not at all.
/// </summary>
/// <param name="console">Environment variables and messages.</param>
/// <param name="http">Fetches; made only when something must be fetched.</param>
/// <param name="mostBytes">A model that is larger is refused.</param>
internal sealed class ModelCache(CliConsole console, Func<HttpMessageInvoker> http, long mostBytes = ModelCache.DefaultMostBytes)
{
    /// <summary>8 GB: more than any model of today, less than a disk.</summary>
    public const long DefaultMostBytes = 8L << 30;

    private const long CardMostBytes = 1 << 20;
    private const long SayEvery = 64L << 20;

    /// <summary>The file of an address; fetched if it is not there.</summary>
    /// <param name="address">http or https, the path ending in .onnx.</param>
    /// <param name="cancellation">Stops the download; nothing is left then.</param>
    /// <exception cref="RedKubeException">RK3001: the server has no such file, or it is too large. RK3010: it does not answer. RK4001, RK4004: it cannot be kept.</exception>
    public async Task<string> FetchAsync(Uri address, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..16];
        var folder = Path.Combine(ModelCacheFolder.Find(console.Environment), hash);
        var name = Uri.UnescapeDataString(Path.GetFileName(address.AbsolutePath)).Replace('/', '_');
        var file = Path.Combine(folder, name);
        if (File.Exists(file))
        {
            return file;
        }

        MakeFolder(folder);
        using var client = http();

        // The card first: once the model is there, it is complete.
        var card = new UriBuilder(address) { Path = address.AbsolutePath[..^".onnx".Length] + ".card.json" }.Uri;
        await CopyAsync(client, card, Path.Combine(folder, Path.GetFileNameWithoutExtension(name) + ".card.json"), CardMostBytes, optional: true, cancellation);
        await CopyAsync(client, address, file, mostBytes, optional: false, cancellation);
        return file;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, folder);
        }
    }

    private async Task CopyAsync(HttpMessageInvoker client, Uri address, string file, long most, bool optional, CancellationToken cancellation)
    {
        var shown = new ImageRef(address.AbsoluteUri).PublicUri;
        var part = $"{file}.{Environment.ProcessId}.part";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await client.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                // Only a server that says so has no card: without it the model may be taken for another.
                if (!optional || IsAway(response.StatusCode))
                {
                    throw Refused(shown, response);
                }

                return;
            }

            await using (var from = await response.Content.ReadAsStreamAsync(cancellation))
            await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                await CopyAsync(from, to, response.Content.Headers.ContentLength, most, optional ? null : shown, cancellation);
            }

            File.Move(part, file, overwrite: true);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or EndOfStreamException)
        {
            throw new RedKubeException(
                ErrorCode.ModelStorageAway, $"{shown} cannot be fetched: {e.Message} Check the address and the network and try again, or fetch the file yourself and name it with --model.", e);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, file);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task CopyAsync(Stream from, FileStream to, long? length, long most, string? shown, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 17];
        long done = 0;
        long said = -SayEvery;
        for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0;)
        {
            done += read;
            if (done > most || length > most)
            {
                throw new RedKubeException(ErrorCode.ModelNotFound, $"{shown} is larger than {Quantity.Bytes(most)}, the most that is fetched. Fetch the file yourself and name it with --model.");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (shown is not null && done - said >= SayEvery)
            {
                said = done;
                console.Say($"Fetching {shown}: {Quantity.Bytes(done)}{(length is { } all ? $" of {Quantity.Bytes(all)}" : "")}");
            }
        }

        if (length is { } expected && done != expected)
        {
            throw new EndOfStreamException($"the connection ended after {done} of {expected} bytes.");
        }

        to.Flush(flushToDisk: true);
        if (shown is not null)
        {
            console.Say($"Fetched {shown}: {Quantity.Bytes(done)}, kept as {to.Name[..to.Name.LastIndexOf(Path.DirectorySeparatorChar)]}");
        }
    }

    private static bool IsAway(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static RedKubeException Refused(string shown, HttpResponseMessage response)
    {
        var answer = $"{shown} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        return IsAway(response.StatusCode)
            ? new RedKubeException(ErrorCode.ModelStorageAway, $"{answer} Try again later, or fetch the file yourself and name it with --model.")
            : new RedKubeException(ErrorCode.ModelNotFound, $"{answer} Expected an ONNX file; check the address{Advice(response.StatusCode)}.");
    }

    private static string Advice(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? " and whether it may be read without signing in" : "";
}
