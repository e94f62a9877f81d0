using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>What RedKube keeps on S3 besides images, which GDAL reads: job folders, results, outputs. One connection pool; nothing is loaded before it is used.</summary>
public sealed class S3Storage : IDisposable
{
    private readonly S3Client client;

    /// <summary>Storage on the server that the AWS_* variables of this process name.</summary>
    public S3Storage()
        : this(static () => S3Settings.Read(Environment.GetEnvironmentVariable))
    {
    }

    /// <summary>Storage on a server.</summary>
    /// <param name="settings">Read at the first request.</param>
    public S3Storage(Func<S3Settings> settings)
        : this(new S3Client(settings))
    {
    }

    /// <summary>Storage behind a client.</summary>
    /// <param name="client">The server; it is disposed with this.</param>
    internal S3Storage(S3Client client)
    {
        this.client = client;
        Folders = new S3JobFolders(client);
        Outputs = new S3OutputStore(client);
    }

    /// <summary>Job folders.</summary>
    public IJobFolders Folders { get; }

    /// <summary>Outputs and reports.</summary>
    public IOutputStore Outputs { get; }

    /// <summary>Models in a data folder.</summary>
    /// <param name="data">A data folder on S3.</param>
    /// <param name="detectors">Knows which files make up a model.</param>
    public IModelPlace Models(DataFolder data, IDetectorFactory detectors) => new S3Models(client, data, detectors, ModelCacheFolder.Find(Environment.GetEnvironmentVariable));

    /// <summary>The file of a model that is named by its address, fetched to this machine once for each version of the object.</summary>
    /// <param name="address">s3://bucket/folder/name.onnx.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK3001: there is no such object. RK4001, RK4004: it cannot be read or kept. RK4007: the server is away.</exception>
    public string FetchModel(string address) => new S3ModelFiles(client, ModelCacheFolder.Find(Environment.GetEnvironmentVariable)).Fetch(address);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
