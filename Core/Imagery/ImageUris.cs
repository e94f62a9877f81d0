namespace RedKube.Core.Imagery;

/// <summary>The spellings of an image's address.</summary>
internal static class ImageUris
{
    // GDAL's other spelling carries the address percent-encoded among its options.
    private const string CurlWithOptions = "/vsicurl?";

    /// <summary>Takes user, password, query and fragment out of an address; a plain path is returned as it is.</summary>
    /// <param name="uri">https://me:pw@host/a.tif?sig=… or /vsicurl/https://…, s3://bucket/key, /data/a.tif.</param>
    public static string WithoutSecrets(string uri)
    {
        if (uri.StartsWith(CurlWithOptions, StringComparison.Ordinal))
        {
            var url = Array.Find(uri[CurlWithOptions.Length..].Split('&'), static o => o.StartsWith("url=", StringComparison.Ordinal));
            return url is null ? "/vsicurl/" : "/vsicurl/" + WithoutSecrets(Uri.UnescapeDataString(url[4..]));
        }

        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return uri;
        }

        var start = scheme + 3;
        var end = uri.AsSpan(start).IndexOfAny('?', '#');
        var rest = end < 0 ? uri[start..] : uri.Substring(start, end);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? rest : rest[..slash];
        var at = host.LastIndexOf('@');
        return uri[..start] + host[(at + 1)..] + (slash < 0 ? "" : rest[slash..]);
    }

    /// <summary>What follows the last slash (of either kind) of an address.</summary>
    /// <param name="uri">An address without secrets.</param>
    public static string LastPart(string uri)
    {
        var trimmed = uri.TrimEnd('/', '\\');
        return trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
