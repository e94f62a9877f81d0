using RedKube.Core.Jobs;
using RedKube.ServiceDefaults;

namespace RedKube.Tiler;

/// <summary>What the tiler plans for.</summary>
public sealed record TilerOptions
{
    /// <summary>Decoded pixels that a worker may hold, bytes; 256 MB.</summary>
    public long CacheBytes { get; init; } = JobPlanner.UsualMemoryBytes;

    /// <summary>How often leases are renewed; 10 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the data folder is searched for unfinished jobs that nobody knows; 1 minute.</summary>
    public TimeSpan RecoverEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Jobs that are planned at the same time: an image whose storage does not answer, or a large folder that is found again, does not hold up those behind it.
    /// 1; in a service 4.
    /// </summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Jobs that a service plans at the same time.</summary>
    public const int AtOnceInService = 4;

    /// <summary>Whether a full disk ends the job (the command line) instead of being waited for (a service).</summary>
    public bool EndsJobWithoutSpace { get; init; } = true;

    /// <summary>How long the folder of a job that has ended stays in the data folder; null: for ever.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>How a service of a cluster works.</summary>
    /// <param name="settings">What its surroundings say.</param>
    public static TilerOptions For(ServiceSettings settings) =>
        new()
    {
        RenewEvery = settings.RenewEvery,
        RecoverEvery = settings.RecoverEvery,
        Keep = settings.Keep,
        AtOnce = AtOnceInService,
        EndsJobWithoutSpace = false,
    };
}
