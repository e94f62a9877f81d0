using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace RedKube.Adapters.S3;

/// <summary>Amazon's client for servers of any kind: bodies go as they are.</summary>
/// <param name="credentials">Who asks.</param>
/// <param name="config">Which server, and how.</param>
internal sealed class PlainS3Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<Marshaller>(new PlainBodies());
    }
}
