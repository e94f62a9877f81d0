using RedKube.Core.Errors;

namespace RedKube.Adapters.S3;

/// <summary>A place on S3.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">What is in it, without a slash at either end; empty: the bucket itself.</param>
internal sealed record S3Address(string Bucket, string Key)
{
    /// <summary>The scheme of addresses.</summary>
    public const string Scheme = "s3";

    /// <summary>Reads s3://bucket/folder/file.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="RedKubeException">RK4001 where it names no bucket.</exception>
    public static S3Address Parse(string address)
    {
        const string start = Scheme + "://";
        var rest = address.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? address[start.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? rest : rest[..slash];
        return bucket.Length > 0
            ? new S3Address(bucket, slash < 0 ? "" : rest[(slash + 1)..].Trim('/'))
            : throw new RedKubeException(ErrorCode.OutputNotWritable, $"{address} names no bucket. Expected s3://bucket/folder/file.");
    }

    /// <summary>A place in this one.</summary>
    /// <param name="name">A name, or names joined by '/'.</param>
    public S3Address Child(string name) => this with { Key = Key.Length == 0 ? name : $"{Key}/{name}" };

    /// <summary>What the keys of everything in it begin with.</summary>
    public string Prefix => Key.Length == 0 ? "" : Key + "/";

    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? $"{Scheme}://{Bucket}" : $"{Scheme}://{Bucket}/{Key}";
}
