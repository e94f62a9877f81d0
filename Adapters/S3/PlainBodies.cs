using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;

namespace RedKube.Adapters.S3;

/// <summary>
/// Sends what is stored as it is. Left alone, the library frames every body in signed chunks (aws-chunked), which not every S3 server takes apart again: some
/// store the frames.
/// </summary>
internal sealed class PlainBodies : PipelineHandler
{
    /// <inheritdoc/>
    public override void InvokeSync(IExecutionContext executionContext)
    {
        MakePlain(executionContext);
        base.InvokeSync(executionContext);
    }

    /// <inheritdoc/>
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        MakePlain(executionContext);
        return base.InvokeAsync<T>(executionContext);
    }

    private static void MakePlain(IExecutionContext context)
    {
        switch (context.RequestContext.OriginalRequest)
        {
            case PutObjectRequest put:
                put.UseChunkEncoding = false;
                break;
            case UploadPartRequest part:
                part.UseChunkEncoding = false;
                break;
            default:
                break;
        }
    }
}
