using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Job folders of the command line: OUT.redkube beside each output, or in the folder that was named. This process alone works on them.</summary>
/// <param name="folders">Opens job folders.</param>
public sealed class JobsBesideOutputs(IJobFolders folders) : IJobPlace
{
    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public string PathFor(JobId id, DetectRequest request) => request.WorkDirectory is { } work
        ? StorageAddress.Combine(StorageAddress.Full(work), id.Value)
        : StorageAddress.Full(request.OutputPath) + ".redkube";

    /// <inheritdoc/>
    public string PathOf(Job job) => job.Folder;

    /// <inheritdoc/>
    public IJobFolder FolderOf(Job job) => folders.Open(job.Folder);

    /// <inheritdoc/>
    public IJobFolder? Find(JobId id) => null;

    /// <inheritdoc/>
    public IReadOnlyList<JobId> List() => [];
}
