using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Dashboard.Jobs;

/// <summary>
/// The folders of the data folder. Where that is on object storage, which knows no folders, jobs are shown but nothing is taken in: uploads, models and outputs of the
/// dashboard are files that every service reaches by the same path.
/// </summary>
internal sealed class DataPlaces
{
    private readonly DataFolder folder;
    private readonly string? remote;

    /// <summary>Makes the folders where they are missing.</summary>
    /// <param name="options">The dashboard's options.</param>
    public DataPlaces(DashboardOptions options)
    {
        remote = StorageAddress.IsRemote(options.DataFolder) ? options.DataFolder : null;
        folder = DataFolder.At(remote is null ? Path.GetFullPath(options.DataFolder) : Path.Combine(Path.GetTempPath(), $"redkube-dashboard-{Environment.ProcessId}"));
        foreach (var place in (string[])[Jobs, Models, Uploads, Outputs])
        {
            Directory.CreateDirectory(place);
        }
    }

    /// <summary>The data folder; a folder of this process where that is on object storage.</summary>
    public string Root => folder.Root;

    /// <summary>Job folders.</summary>
    public string Jobs => folder.Jobs;

    /// <summary>Models, a folder each, named by hash.</summary>
    public string Models => folder.Models;

    /// <summary>Uploads, a folder each, named by id.</summary>
    public string Uploads => folder.Uploads;

    /// <summary>Outputs of jobs.</summary>
    public string Outputs => folder.Outputs;

    /// <summary>Called before something is put there for other services.</summary>
    /// <exception cref="RedKubeException">RK1002 where the data folder is on object storage.</exception>
    public void RequireShared()
    {
        if (remote is not null)
        {
            throw new RedKubeException(
                ErrorCode.OptionsConflict,
                $"The data folder is {remote}: this dashboard shows its jobs, but takes in no images, models and jobs. Submit with redkube submit, or give all services a data folder on a shared file system.");
        }
    }
}
