namespace RedKube.Core.Imagery;

/// <summary>
/// Which S3 server is meant and how its buckets are named, read from the environment once for all that speak to it (GDAL for images, AWS' library for the
/// rest), so that both always ask the same server. Credentials are each library's own to find.
/// </summary>
public sealed record S3Settings
{
    private const string AmazonHost = ".amazonaws.com";

    /// <summary>The server; null: Amazon's, by region.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whether a bucket is the first part of the path (host/bucket/key) instead of the host's name (bucket.host/key).</summary>
    public bool IsPathStyle { get; init; }

    /// <summary>The region; us-east-1 where none is named, which other servers than Amazon's take too.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether requests go without credentials.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Reads AWS_S3_ENDPOINT, else AWS_ENDPOINT_URL_S3, else AWS_ENDPOINT_URL; AWS_HTTPS, AWS_VIRTUAL_HOSTING, AWS_REGION, AWS_DEFAULT_REGION, AWS_NO_SIGN_REQUEST.</summary>
    /// <param name="variable">Reads a variable; null or empty where it is not set.</param>
    /// <exception cref="Errors.RedKubeException">RK1001 where the endpoint is no address.</exception>
    public static S3Settings Read(Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;

        var name = Array.Find(["AWS_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"], n => Value(n) is not null);
        var endpoint = name is null ? null : Parse(name, Value(name)!, IsOn(Value("AWS_HTTPS")) ?? true);
        var isAmazon = endpoint is null || endpoint.Host.EndsWith(AmazonHost, StringComparison.OrdinalIgnoreCase);
        return new S3Settings
        {
            Endpoint = endpoint,
            IsPathStyle = !(IsOn(Value("AWS_VIRTUAL_HOSTING")) ?? isAmazon),
            Region = Value("AWS_REGION") ?? Value("AWS_DEFAULT_REGION") ?? "us-east-1",
            IsAnonymous = IsOn(Value("AWS_NO_SIGN_REQUEST")) ?? false,
        };
    }

    // minio:9000, s3.example.org, http://127.0.0.1:9000/
    private static Uri Parse(string name, string value, bool isHttps)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"{(isHttps ? "https" : "http")}://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && uri.Query.Length == 0 && uri.UserInfo.Length == 0
            ? uri
            : throw new Errors.RedKubeException(
                Errors.ErrorCode.OptionOutOfRange, $"{name} is not the address of an S3 server. Expected host, host:port or http(s)://host:port, without path, user or query.");
    }

    private static bool? IsOn(string? value) => value?.ToUpperInvariant() switch
    {
        null => null,
        "YES" or "TRUE" or "ON" or "1" => true,
        _ => false,
    };
}
