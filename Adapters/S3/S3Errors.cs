using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using RedKube.Core.Errors;

namespace RedKube.Adapters.S3;

/// <summary>Says why a request to S3 failed: away for a while (RK4007), refused or not there (RK4001), full (RK4004).</summary>
internal static class S3Errors
{
    /// <summary>Whether an exception comes from a request.</summary>
    /// <param name="exception">What was caught.</param>
    public static bool IsOfRequest(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException or TimeoutException;

    /// <summary>Explains a failed request.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="address">What it was about.</param>
    /// <param name="server">The server, for people.</param>
    public static RedKubeException Explain(Exception cause, S3Address address, string server) => cause switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => Refused(cause, $"{address}: {server} has no bucket {address.Bucket}. Make it, or check its name and AWS_S3_ENDPOINT or AWS_ENDPOINT_URL."),
        AmazonS3Exception { ErrorCode: "InvalidBucketName" } => Refused(cause, $"{address}: {address.Bucket} is no valid name of a bucket. Expected s3://bucket/folder/file."),
        AmazonS3Exception { ErrorCode: { } code } when code.Contains("StorageFull", StringComparison.Ordinal) || code.Contains("QuotaExceeded", StringComparison.Ordinal) =>
            new RedKubeException(ErrorCode.NoSpace, $"No space is left for {address} on {server} ({code}). Free some, and run the same command again.", cause),
        AmazonS3Exception { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } denied => Refused(
            cause,
            $"{address}: {server} refused access ({CodeOf(denied)}). Expected credentials that may list, read and write there; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN or AWS_PROFILE."),
        AmazonS3Exception { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } => Refused(
            cause, $"{address}: the bucket lies in another region ({cause.Message}). Set AWS_REGION to it."),
        AmazonS3Exception known when IsPassing(known.StatusCode) => Away(cause, address, server, $"{(int)known.StatusCode} {CodeOf(known)}"),
        AmazonS3Exception known => Refused(cause, $"{address}: {server} refused the request ({(int)known.StatusCode} {CodeOf(known)}): {Sentence(known.Message)} Check the address and that the server is an S3 server."),
        AmazonClientException when cause.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) => Refused(
            cause, $"{address}: there are no credentials for {server}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; AWS_NO_SIGN_REQUEST=YES for a public bucket."),
        _ => Away(cause, address, server, (cause.GetBaseException() ?? cause).Message),
    };

    private static bool IsPassing(HttpStatusCode status) =>
        status is default(HttpStatusCode) or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static string CodeOf(AmazonS3Exception e) => string.IsNullOrEmpty(e.ErrorCode) ? e.StatusCode.ToString() : e.ErrorCode;

    private static RedKubeException Refused(Exception cause, string message) => new(ErrorCode.OutputNotWritable, message, cause);

    private static RedKubeException Away(Exception cause, S3Address address, string server, string words) => new(
        ErrorCode.StorageAway, $"{address}: {server} did not answer as it should: {Sentence(words)} Make sure that it is there and within reach; what is done is kept.", cause);

    private static string Sentence(string words) => words.TrimEnd() is { Length: > 0 } w ? (w[^1] is '.' or '!' or '?' ? w : w + ".") : "nothing.";
}
