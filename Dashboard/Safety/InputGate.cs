using System.Net;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Safety;

/// <summary>
/// Decides what may be named as an image: files in the data folder and in folders that were allowed, addresses under prefixes that were allowed. Links are
/// followed before the decision; GDAL's virtual file systems and connection strings are never allowed. Safe for any number of threads.
/// </summary>
internal sealed class InputGate : IDisposable
{
    private readonly IReadOnlyList<string> folders;
    private readonly IReadOnlyList<Uri> prefixes;
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    });

    /// <summary>Makes it.</summary>
    /// <param name="options">What is allowed.</param>
    /// <param name="places">The data folder.</param>
    public InputGate(DashboardOptions options, DataPlaces places)
    {
        var addresses = options.AllowInput.Where(IsAddress).ToList();
        prefixes = [.. addresses.Select(static a => new Uri(a.EndsWith('/') ? a : a + "/", UriKind.Absolute))];
        folders = [.. options.AllowInput.Except(addresses, StringComparer.Ordinal).Append(places.Uploads).Append(places.Root).Select(static f => RealPath.Of(Path.GetFullPath(f)))];
    }

    /// <summary>Lets an address pass or refuses it.</summary>
    /// <param name="text">What was named.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The image under its real path or canonical address.</returns>
    /// <exception cref="RedKubeException">RK2013 where it is not allowed.</exception>
    public async Task<ImageRef> AdmitAsync(string text, CancellationToken cancellation)
    {
        if (text.Length is 0 or > 4096 || text.Any(char.IsControl))
        {
            throw Refused("that name", "it is empty, longer than 4,096 characters or holds control characters");
        }

        return IsAddress(text) ? await AddressAsync(text, cancellation) : File(text);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private ImageRef File(string text)
    {
        if (!Path.IsPathFullyQualified(text) || text.StartsWith("/vsi", StringComparison.OrdinalIgnoreCase) || text.Contains("/vsi", StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(text, "it is no absolute path of a plain file");
        }

        var real = RealPath.Of(Path.GetFullPath(text));
        return folders.Any(f => real.StartsWith(f.TrimEnd('/') + "/", StringComparison.Ordinal))
            ? new ImageRef(real)
            : throw Refused(text, "it lies in no folder that was allowed");
    }

    private async Task<ImageRef> AddressAsync(string text, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "s3" or "gs" or "az"))
        {
            throw Refused("that address", "expected https://, http://, s3://, gs:// or az://");
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Refused(new ImageRef(text).PublicUri, "it carries a user or a fragment");
        }

        if (!prefixes.Any(p => Covers(p, uri)))
        {
            throw Refused(new ImageRef(text).PublicUri, "it lies under no prefix that was allowed");
        }

        if (uri.Scheme is "http" or "https")
        {
            await RequireNoRedirectAsync(uri, cancellation);
        }

        return new ImageRef(uri.AbsoluteUri);
    }

    // Dots and escapes were resolved by Uri, so the path can be compared as it is.
    private static bool Covers(Uri prefix, Uri uri) =>
        prefix.Scheme == uri.Scheme && prefix.Port == uri.Port && string.Equals(prefix.IdnHost, uri.IdnHost, StringComparison.OrdinalIgnoreCase)
        && uri.AbsolutePath.StartsWith(prefix.AbsolutePath, StringComparison.Ordinal)
        && !uri.AbsolutePath.Contains("%2e", StringComparison.OrdinalIgnoreCase) && !uri.AbsolutePath.Contains("%2f", StringComparison.OrdinalIgnoreCase)
        && !uri.AbsolutePath.Contains("%5c", StringComparison.OrdinalIgnoreCase);

    // A redirect could lead anywhere, to internal addresses too; whoever means the other address can name it.
    private async Task RequireNoRedirectAsync(Uri uri, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(0, 0);
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            if (answer.StatusCode is >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest)
            {
                throw Refused(new ImageRef(uri.AbsoluteUri).PublicUri, "its server leads on to another address; name that one, if it is allowed");
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new RedKubeException(ErrorCode.ImageStorageAway, $"{new ImageRef(uri.AbsoluteUri).PublicUri} did not answer: {e.Message} Try again later.", e);
        }
    }

    private static RedKubeException Refused(string what, string why) => new(
        ErrorCode.InputNotAllowed,
        $"{what} may not be named as an image: {why}. Upload the image, or have the server's operator allow its folder or prefix with --allow-input.");
}
