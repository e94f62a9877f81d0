using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>The requests that RedKube makes of an S3 server. Nothing is loaded or asked before the first one. Safe for any number of threads.</summary>
/// <param name="settings">Read at the first request.</param>
/// <param name="credentials">Who asks; null: as the library finds it (environment, profile, what the cluster gives).</param>
/// <param name="pageSize">Objects that are listed or deleted with one request, 1 to 1000.</param>
internal sealed class S3Client(Func<S3Settings> settings, AWSCredentials? credentials = null, int pageSize = 1000) : IDisposable
{
    /// <summary>Metadata of an object that holds the SHA-256 of its content.</summary>
    public const string HashKey = "redkube-sha256";

    private readonly Lazy<(AmazonS3Client Api, string Server)> client = new(() => Make(settings(), credentials));

    /// <summary>All bytes of an object, or null where there is none.</summary>
    /// <exception cref="RedKubeException">RK4001, RK4007: so for all methods.</exception>
    public byte[]? Get(S3Address address) => GetVersion(address).Content;

    /// <summary>All bytes of an object and its entity tag; nulls where there is none.</summary>
    public (byte[]? Content, string? ETag) GetVersion(S3Address address)
    {
        var found = Ask(address, async api =>
        {
            using var answer = await api.GetObjectAsync(new GetObjectRequest { BucketName = address.Bucket, Key = address.Key });
            using var bytes = new MemoryStream(checked((int)answer.ContentLength));
            await answer.ResponseStream.CopyToAsync(bytes);
            return bytes.Length == answer.ContentLength
                ? Tuple.Create(bytes.ToArray(), answer.ETag)
                : throw new EndOfStreamException($"the answer ended after {bytes.Length} of {answer.ContentLength} bytes");
        });
        return (found?.Item1, found?.Item2);
    }

    /// <summary>Copies an object to a file of this machine.</summary>
    /// <returns>False where there is none.</returns>
    public bool Download(S3Address address, string file) => Ask(address, async api =>
    {
        using var answer = await api.GetObjectAsync(new GetObjectRequest { BucketName = address.Bucket, Key = address.Key });
        await using var to = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        await answer.ResponseStream.CopyToAsync(to);
        return to.Length == answer.ContentLength ? file : throw new EndOfStreamException($"the answer ended after {to.Length} of {answer.ContentLength} bytes");
    }) is not null;

    /// <summary>Stores a small object, in place of one that is there.</summary>
    public void Put(S3Address address, ReadOnlySpan<byte> content) => Put(address, content.ToArray(), null, null);

    /// <summary>Stores a small object in place of the version that is named.</summary>
    /// <param name="address">Its place.</param>
    /// <param name="content">All of it.</param>
    /// <param name="replaces">Entity tag of the version; null: none may be there.</param>
    /// <returns>False where another one lies there. A server that knows no conditions stores it whatever is there.</returns>
    public bool TryPut(S3Address address, ReadOnlySpan<byte> content, string? replaces)
    {
        var bytes = content.ToArray();
        try
        {
            // Gone is answered as "not found", which is no error here.
            return Put(address, bytes, replaces, replaces is null ? "*" : null);
        }
        catch (RedKubeException e) when (StatusOf(e) is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            // An answer that was lost on the way has the request sent again, which then meets what the first one stored.
            return Get(address) is { } there && there.AsSpan().SequenceEqual(bytes);
        }
        catch (RedKubeException e) when (StatusOf(e) == HttpStatusCode.NotImplemented)
        {
            return Put(address, bytes, null, null);
        }
    }

    /// <summary>What lies at a place, or null.</summary>
    public S3Object? Head(S3Address address) => Ask(address, async api =>
    {
        var answer = await api.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = address.Bucket, Key = address.Key });
        var hash = answer.Metadata[HashKey];
        var modified = answer.LastModified is { } at ? new DateTimeOffset(at.ToUniversalTime()) : (DateTimeOffset?)null;
        return new S3Object(new OutputStamp(answer.ContentLength, string.IsNullOrEmpty(hash) ? "etag " + answer.ETag : hash), answer.ETag, modified);
    });

    /// <summary>Stores a file, in several parts at once where it is large; the object appears when all of it is there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">Its place.</param>
    /// <param name="hash">SHA-256 of the file, stored with it.</param>
    /// <param name="replaces">The version that may be replaced; null: none may be there.</param>
    /// <returns>False where something else lies there.</returns>
    public bool Upload(string file, S3Address address, string hash, S3Object? replaces)
    {
        try
        {
            Upload(file, address, hash, replaces?.ETag, replaces is null ? "*" : null);
            return true;
        }
        catch (RedKubeException e) when (StatusOf(e) == HttpStatusCode.PreconditionFailed)
        {
            // An answer that was lost on the way has the request sent again, which then meets what the first one stored.
            return Head(address)?.Stamp.Sha256 == hash;
        }
        catch (RedKubeException e) when (StatusOf(e) == HttpStatusCode.NotImplemented)
        {
            // A server that knows no conditions: what was there a moment ago has been looked at.
            Upload(file, address, hash, null, null);
            return true;
        }
    }

    /// <summary>Names of what is directly in a folder: of objects, or of folders.</summary>
    public IReadOnlyList<string> List(S3Address folder, bool folders)
    {
        var names = new List<string>();
        var request = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = folder.Prefix, Delimiter = "/", MaxKeys = pageSize };
        foreach (var page in Pages(folder, request))
        {
            names.AddRange(folders
                ? (page.CommonPrefixes ?? []).Select(p => p[folder.Prefix.Length..].TrimEnd('/'))
                : (page.S3Objects ?? []).Select(o => o.Key[folder.Prefix.Length..]));
        }

        names.RemoveAll(static n => n.Length == 0);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Everything in a folder, at any depth: names joined by '/', relative to it.</summary>
    public IReadOnlyList<string> ListAll(S3Address folder) =>
    [
        .. Pages(folder, new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = folder.Prefix, MaxKeys = pageSize })
            .SelectMany(static page => page.S3Objects ?? []).Select(o => o.Key[folder.Prefix.Length..]).Where(static n => n.Length > 0 && !n.EndsWith('/')),
    ];

    /// <summary>Fails where the bucket is not there or may not be listed.</summary>
    public void Check(S3Address address) =>
        _ = Ask(address, api => api.ListObjectsV2Async(new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Key, MaxKeys = 1 }));

    /// <summary>Deletes all that is in a folder, at any depth.</summary>
    public void DeleteFolder(S3Address folder)
    {
        var request = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = folder.Prefix, MaxKeys = pageSize };

        // Listed anew each time: a place in a list of which the objects are gone is not one that every server finds again.
        // What counts is what is left, not what the server said of a request.
        (string Key, RedKubeException Cause)? failed = null;
        while (Ask(folder, api => api.ListObjectsV2Async(request)) is { S3Objects: { Count: > 0 } found })
        {
            if (found[0].Key == failed?.Key)
            {
                throw failed.Value.Cause;
            }

            failed = Delete(folder, found) is { } cause ? (found[0].Key, cause) : null;
        }
    }

    /// <summary>Deletes an object, if there is one.</summary>
    public void Delete(S3Address address) => _ = Ask(address, api => api.DeleteObjectAsync(new DeleteObjectRequest { BucketName = address.Bucket, Key = address.Key }));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Api.Dispose();
        }
    }

    private RedKubeException? Delete(S3Address folder, List<Amazon.S3.Model.S3Object> found)
    {
        try
        {
            _ = Ask(folder, api => api.DeleteObjectsAsync(new DeleteObjectsRequest
            {
                BucketName = folder.Bucket,
                Objects = [.. found.Select(static o => new KeyVersion { Key = o.Key })],
                Quiet = true,
            }));
            return null;
        }
        catch (RedKubeException e)
        {
            return e;
        }
    }

    private static HttpStatusCode? StatusOf(RedKubeException error) => (error.InnerException as AmazonS3Exception)?.StatusCode;

    private bool Put(S3Address address, byte[] content, string? ifMatch, string? ifNoneMatch) => Ask(address, api => api.PutObjectAsync(new PutObjectRequest
    {
        BucketName = address.Bucket,
        Key = address.Key,
        InputStream = new MemoryStream(content, writable: false),
        IfMatch = ifMatch,
        IfNoneMatch = ifNoneMatch,
    })) is not null;

    private void Upload(string file, S3Address address, string hash, string? ifMatch, string? ifNoneMatch)
    {
        var request = new TransferUtilityUploadRequest { BucketName = address.Bucket, Key = address.Key, FilePath = file, IfMatch = ifMatch, IfNoneMatch = ifNoneMatch };
        request.Metadata.Add(HashKey, hash);
        _ = Ask(address, async api =>
        {
            using var transfer = new TransferUtility(api);
            await transfer.UploadAsync(request);
            return address;
        });
    }

    private IEnumerable<ListObjectsV2Response> Pages(S3Address folder, ListObjectsV2Request request)
    {
        ListObjectsV2Response? page;
        do
        {
            page = Ask(folder, api => api.ListObjectsV2Async(request));
            if (page is not null)
            {
                yield return page;
                request.ContinuationToken = page.NextContinuationToken;
            }
        }
        while (page?.IsTruncated == true);
    }

    // The library has no calls that wait, and its callers (stages' own threads and tasks) no use for others. Null: there is no such object.
    private T? Ask<T>(S3Address address, Func<AmazonS3Client, Task<T>> request)
        where T : class
    {
        var server = "S3";
        try
        {
            (var api, server) = client.Value;
            return request(api).GetAwaiter().GetResult();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
        catch (Exception e) when (S3Errors.IsOfRequest(e))
        {
            throw S3Errors.Explain(e, address, server);
        }
    }

    private static (AmazonS3Client Api, string Server) Make(S3Settings settings, AWSCredentials? credentials)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = settings.IsPathStyle,
            AuthenticationRegion = settings.Region,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxErrorRetry = 3,

            // Checksums in trailers are Amazon's own; other servers refuse them. Contents carry their own hash.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        }

        credentials ??= settings.IsAnonymous ? new AnonymousAWSCredentials() : DefaultAWSCredentialsIdentityResolver.GetCredentials();
        var api = new PlainS3Client(credentials, config);
        return (api, settings.Endpoint?.GetLeftPart(UriPartial.Authority) ?? $"Amazon S3 in {settings.Region}");
    }
}
