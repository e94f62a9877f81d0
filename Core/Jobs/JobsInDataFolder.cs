using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Job folders DATA/jobs/ID, shared by all processes that are given the same data folder.</summary>
/// <param name="data">The data folder.</param>
/// <param name="folders">Opens job folders.</param>
public sealed class JobsInDataFolder(DataFolder data, IJobFolders folders) : IJobPlace
{
    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public string PathFor(JobId id, DetectRequest request) => PathOf(id);

    /// <inheritdoc/>
    public string PathOf(Job job) => PathOf(job.Id);

    /// <inheritdoc/>
    public IJobFolder FolderOf(Job job) => folders.Open(PathOf(job.Id));

    /// <inheritdoc/>
    public IJobFolder? Find(JobId id) => id.IsWellFormed ? folders.Open(PathOf(id)) : null;

    /// <inheritdoc/>
    public IReadOnlyList<JobId> List() => [.. folders.List(data.Jobs).Select(static path => new JobId(path[(path.LastIndexOfAny(['/', '\\']) + 1)..])).Where(static id => id.IsWellFormed)];

    private string PathOf(JobId id) => StorageAddress.Combine(data.Jobs, id.Value);
}
