using System.Text.RegularExpressions;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>An image's address as GDAL spells it, and what may not be said of it aloud.</summary>
internal sealed partial class ImageAddress
{
    private static readonly (string Scheme, string Prefix)[] Clouds =
        [("s3://", "/vsis3/"), ("gs://", "/vsigs/"), ("az://", "/vsiaz/"), ("abfs://", "/vsiadls/"), ("oss://", "/vsioss/"), ("swift://", "/vsiswift/")];

    private static readonly string[] NetworkPrefixes =
        ["/vsicurl", "/vsis3", "/vsigs", "/vsiaz", "/vsiadls", "/vsioss", "/vsiswift", "/vsihdfs", "/vsiwebhdfs"];

    private readonly string uri;

    private ImageAddress(ImageRef image, string path)
    {
        uri = image.Uri;
        PublicUri = image.PublicUri;
        Path = path;
        IsRemote = Array.Exists(NetworkPrefixes, p => path.Contains(p, StringComparison.Ordinal));
        IsLocalFile = !IsRemote && !path.StartsWith("/vsi", StringComparison.Ordinal) && !IsConnection(path);
    }

    /// <summary>What GDAL opens. May carry credentials.</summary>
    public string Path { get; }

    /// <summary>What may be shown.</summary>
    public string PublicUri { get; }

    /// <summary>Whether a network lies between.</summary>
    public bool IsRemote { get; }

    /// <summary>Whether it is a plain path of this machine's file system.</summary>
    public bool IsLocalFile { get; }

    /// <summary>Maps http(s)://, s3:// and other clouds, file:// and paths to GDAL's spelling; /vsi… and DRIVER:… stay as they are.</summary>
    /// <param name="image">The image.</param>
    public static ImageAddress Of(ImageRef image) => new(image, PathOf(image.Uri));

    /// <summary>Takes what is secret in the address out of a message of GDAL.</summary>
    /// <param name="message">GDAL's words.</param>
    public string Clean(string message)
    {
        message = message.Replace(Path, PublicUri, StringComparison.Ordinal).Replace(uri, PublicUri, StringComparison.Ordinal);
        var query = uri.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && query + 1 < uri.Length)
        {
            message = message.Replace(uri[(query + 1)..], "…", StringComparison.Ordinal);
        }

        return UserInfo().Replace(message, "://");
    }

    private static string PathOf(string uri)
    {
        if (uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return "/vsicurl/" + uri;
        }

        foreach (var (scheme, prefix) in Clouds)
        {
            if (uri.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return prefix + uri[scheme.Length..];
            }
        }

        if (uri.StartsWith("file://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(uri, UriKind.Absolute, out var file))
        {
            return file.LocalPath;
        }

        return uri.StartsWith("/vsi", StringComparison.Ordinal) || (IsConnection(uri) && !File.Exists(uri)) ? uri : System.IO.Path.GetFullPath(uri);
    }

    // NITF_IM:1:/data/a.ntf, GTIFF_DIR:2:a.tif; C:\a.tif is no driver's.
    private static bool IsConnection(string path) => Connection().IsMatch(path);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+:(?!//)", RegexOptions.None, 1000)]
    private static partial Regex Connection();

    [GeneratedRegex("://[^/@\\s]+@", RegexOptions.None, 1000)]
    private static partial Regex UserInfo();
}
