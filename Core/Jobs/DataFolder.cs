using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>The folder that services of one cluster share, or one `serve` keeps: jobs, models, uploads, outputs.</summary>
/// <param name="Root">A full path, or an address such as s3://bucket/folder, without a slash at the end.</param>
public sealed record DataFolder(string Root)
{
    /// <summary>Job folders, by job id.</summary>
    public string Jobs => StorageAddress.Combine(Root, "jobs");

    /// <summary>Models, by hash.</summary>
    public string Models => StorageAddress.Combine(Root, "models");

    /// <summary>Images that were uploaded.</summary>
    public string Uploads => StorageAddress.Combine(Root, "uploads");

    /// <summary>Outputs of jobs whose user named no place.</summary>
    public string Outputs => StorageAddress.Combine(Root, "outputs");

    /// <summary>Whether it is on a file system of this machine.</summary>
    public bool IsLocal => !StorageAddress.IsRemote(Root);

    /// <summary>The folder that a user named.</summary>
    /// <param name="place">A path, absolute or not, or an address.</param>
    public static DataFolder At(string place) =>
        new(StorageAddress.IsRemote(place) ? StorageAddress.Full(place) : Path.TrimEndingDirectorySeparator(Path.GetFullPath(place)));
}
