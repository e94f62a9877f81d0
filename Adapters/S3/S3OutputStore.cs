using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>Outputs on S3: written to a file of this machine, then uploaded in one step, with the content's hash beside it.</summary>
/// <param name="client">The server.</param>
internal sealed class S3OutputStore(S3Client client) : IOutputStore
{
    /// <inheritdoc/>
    public void Prepare(string what, string address)
    {
        if (S3Address.Parse(address) is { Key.Length: 0 } bucket)
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"The {what} {bucket} is a bucket; name a file in it.");
        }

        client.Check(S3Address.Parse(address));
    }

    /// <inheritdoc/>
    public OutputStamp? Stamp(string address) => client.Head(S3Address.Parse(address))?.Stamp;

    /// <summary>In the job's folder where that is on this machine, else in its folder for temporary files (TMPDIR).</summary>
    public string PartPath(string address, string job, string attempt, string jobFolder) =>
        Path.Combine(PartFolder(jobFolder), $"{PartStart(job)}{attempt}.part{Path.GetExtension(address)}");

    /// <inheritdoc/>
    public void DeleteParts(string address, string job, string jobFolder) => AtomicFile.TryDeleteAll(PartFolder(jobFolder), PartStart(job) + "*.part*");

    /// <inheritdoc/>
    public void Place(string part, string address, OutputStamp? replaces)
    {
        var to = S3Address.Parse(address);
        var there = client.Head(to);
        if (there is not null && there.Stamp != replaces)
        {
            throw Foreign(to);
        }

        try
        {
            var content = AtomicFile.Stamp(part) ?? throw new RedKubeException(ErrorCode.Bug, $"The file {part} of {to} is not there.");
            if (!client.Upload(part, to, content.Sha256, there))
            {
                throw Foreign(to);
            }
        }
        finally
        {
            AtomicFile.TryDelete(part);
        }
    }

    /// <inheritdoc/>
    public void Write(string address, ReadOnlySpan<byte> content) => client.Put(S3Address.Parse(address), content);

    private static string PartFolder(string jobFolder) => StorageAddress.IsRemote(jobFolder) ? Path.GetTempPath() : jobFolder;

    private static string PartStart(string job) => $".redkube.{job}.";

    private static RedKubeException Foreign(S3Address address) =>
        new(ErrorCode.OutputForeign, $"{address} is there already, or appeared while the job ran; it is left as it is. Name another output, or replace it with --fresh.");
}
