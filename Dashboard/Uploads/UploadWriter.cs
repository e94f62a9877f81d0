using System.IO.Pipelines;
using System.Security.Cryptography;

namespace RedKube.Dashboard.Uploads;

/// <summary>Writes bytes to the end of one upload, straight from the request. One thread at a time.</summary>
internal sealed class UploadWriter : IDisposable
{
    private readonly string path;
    private readonly Action<UploadWriter> closed;
    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="closed">Called at its end.</param>
    /// <param name="cancellation">The request's.</param>
    public UploadWriter(string path, Action<UploadWriter> closed, CancellationToken cancellation)
    {
        (this.path, this.closed) = (path, closed);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Appends a body; what has come when it breaks off stays.</summary>
    /// <param name="body">The body.</param>
    /// <param name="most">Most bytes that may come.</param>
    /// <param name="checksum">What the bytes must hash to, or null; then nothing stays unless it does.</param>
    /// <returns>Whether it came whole, was too long, or had another checksum.</returns>
    public async Task<UploadPart> AppendAsync(PipeReader body, long most, UploadChecksum? checksum)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        var start = file.Length;
        file.Position = start;
        using var hash = checksum is null ? null : IncrementalHash.CreateHash(checksum.Algorithm);
        var outcome = UploadPart.Cut;
        try
        {
            outcome = await CopyAsync(body, file, most, hash);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The connection was cut or too slow: the client asks for the offset and goes on.
        }

        if (checksum is not null && (outcome != UploadPart.Whole || !hash!.GetHashAndReset().AsSpan().SequenceEqual(checksum.Value)))
        {
            file.SetLength(start);
            return outcome == UploadPart.Whole ? UploadPart.WrongChecksum : outcome;
        }

        return outcome;
    }

    /// <summary>Stops it and waits for its end.</summary>
    /// <param name="cancellation">Gives the waiting up.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await stop.CancelAsync();
        await ended.Task.WaitAsync(cancellation);
    }

    /// <summary>Lets it go unused.</summary>
    public void Abandon() => stop.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        closed(this);
        ended.TrySetResult();
        stop.Dispose();
    }

    private async Task<UploadPart> CopyAsync(PipeReader body, FileStream file, long most, IncrementalHash? hash)
    {
        while (true)
        {
            var read = await body.ReadAsync(stop.Token);
            foreach (var segment in read.Buffer)
            {
                if (segment.Length > most)
                {
                    return UploadPart.TooLong;
                }

                most -= segment.Length;
                hash?.AppendData(segment.Span);
                await file.WriteAsync(segment, CancellationToken.None);
            }

            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return UploadPart.Whole;
            }
        }
    }
}
