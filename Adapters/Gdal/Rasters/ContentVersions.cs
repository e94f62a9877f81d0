using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using OSGeo.GDAL;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Finds out the version of an image's content: from the file system, or with one request of one byte from its server.</summary>
internal static class ContentVersions
{
    private const int End = 2;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>The version of an open image. Never fails: what cannot be asked counts as unknown.</summary>
    /// <param name="address">The image.</param>
    /// <param name="dataset">The open image.</param>
    public static ContentVersion Of(ImageAddress address, Dataset dataset)
    {
        if (!address.IsRemote)
        {
            return OfFiles(address, dataset);
        }

        return OfServer(address) ?? OfVirtualFile(address);
    }

    /// <summary>The version as its storage tells it now, or null where it does not answer.</summary>
    /// <param name="address">The image.</param>
    /// <param name="dataset">The open image.</param>
    public static string? Ask(ImageAddress address, Dataset dataset)
    {
        if (address.IsRemote)
        {
            return OfServer(address)?.Version;
        }

        try
        {
            if (address.IsLocalFile && File.Exists(address.Path))
            {
                using var file = File.OpenHandle(address.Path);
                _ = RandomAccess.Read(file, stackalloc byte[1], 0);
            }

            return address.IsLocalFile && !Path.Exists(address.Path) ? null : OfFiles(address, dataset).Version;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ContentVersion OfFiles(ImageAddress address, Dataset dataset)
    {
        // Main file, .aux.xml, .ovr, .msk, world file, RPC files; of a VRT its sources.
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in dataset.GetFileList() ?? [])
        {
            var file = new FileInfo(path);
            if (file.Exists)
            {
                lines.Add($"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}");
            }
        }

        var main = new FileInfo(address.Path);
        if (lines.Count == 0)
        {
            return OfVirtualFile(address);
        }

        return new ContentVersion(Hash(string.Join('\n', lines)), main.Exists ? main.Length : null);
    }

    private static ContentVersion? OfServer(ImageAddress address)
    {
        try
        {
            if (Request(address) is not { } request)
            {
                return null;
            }

            using (request)
            using (var answer = Http.Send(request, HttpCompletionOption.ResponseHeadersRead))
            {
                if (!answer.IsSuccessStatusCode)
                {
                    return null;
                }

                var bytes = answer.Content.Headers.ContentRange?.Length ?? answer.Content.Headers.ContentLength;
                var mark = answer.Headers.ETag?.ToString() ?? answer.Content.Headers.LastModified?.UtcTicks.ToString() ?? "";
                return bytes is null && mark.Length == 0 ? null : new ContentVersion(Hash($"{bytes} {mark}"), bytes);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ApplicationException or UriFormatException)
        {
            return null;
        }
    }

    private static HttpRequestMessage? Request(ImageAddress address)
    {
        const string curl = "/vsicurl/";
        var url = address.Path.StartsWith(curl, StringComparison.Ordinal) ? address.Path[curl.Length..]
            : address.Path.StartsWith("/vsis3/", StringComparison.Ordinal) ? GdalApi.GetSignedURL(address.Path, null)
            : null;
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Range = new RangeHeaderValue(0, 0);
        if (uri.UserInfo.Length > 0)
        {
            var plain = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(plain));
        }

        return request;
    }

    // The bindings tell a position in 32 bits; beyond 2 GB it is no length, but still a mark.
    private static ContentVersion OfVirtualFile(ImageAddress address)
    {
        try
        {
            var file = GdalApi.VSIFOpenL(address.Path, "rb");
            if (file == 0)
            {
                return new ContentVersion("unknown", null);
            }

            GdalApi.VSIFSeekL(file, 0, End);
            var length = GdalApi.VSIFTellL(file);
            GdalApi.VSIFCloseL(file);
            return new ContentVersion($"length {(uint)length}", length > 0 ? length : null);
        }
        catch (ApplicationException)
        {
            return new ContentVersion("unknown", null);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
