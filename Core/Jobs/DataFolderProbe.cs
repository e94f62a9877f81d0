using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>Looks whether the data folder can be reached. Safe for any number of threads.</summary>
/// <param name="data">The data folder.</param>
/// <param name="place">Looks into it.</param>
public sealed class DataFolderProbe(DataFolder data, IJobPlace place)
{
    // An id that no job has: whether it is there is one question to the storage, however many jobs it holds.
    private static readonly JobId Nobody = new(new string('0', 16));

    /// <summary>Looks once; may block as long as the storage does.</summary>
    /// <exception cref="RedKubeException">RK4007 where it is not there or does not answer.</exception>
    public void Require()
    {
        if (data.IsLocal && !Directory.Exists(data.Root))
        {
            throw new RedKubeException(ErrorCode.StorageAway, $"The data folder {data.Root} is not there. Check --data and its mount.");
        }

        place.Find(Nobody)?.Read();
    }
}
