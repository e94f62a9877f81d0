using RedKube.Core.Detections;

namespace RedKube.Core.Jobs;

/// <summary>The results of a job's regions. Safe for any number of threads, as long as no two write the same attempt.</summary>
public interface IResultStore
{
    /// <summary>Stores a result, whole or not at all, and flushed.</summary>
    /// <param name="result">The result.</param>
    /// <param name="attempt">Which attempt it was.</param>
    /// <exception cref="Errors.RedKubeException">RK4001, RK4004, RK4007.</exception>
    void Save(RegionResult result, int attempt);

    /// <summary>A region's result; one that is torn, or of another job, is as good as none.</summary>
    /// <param name="region">Its number.</param>
    /// <param name="jobKey">The job's key.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="Errors.RedKubeException">RK4005 where a newer RedKube wrote it, or it may not be read; RK4007 where its storage does not answer.</exception>
    RegionResult? Load(int region, string jobKey);

    /// <summary>Numbers of the regions that have something stored, torn or not, in rising order.</summary>
    /// <exception cref="Errors.RedKubeException">RK4005, RK4007.</exception>
    IReadOnlyList<int> Regions();

    /// <summary>Deletes the result of one attempt, if it is there, and no other.</summary>
    /// <param name="region">Its number.</param>
    /// <param name="attempt">Which attempt it was.</param>
    void Delete(int region, int attempt);

    /// <summary>Deletes all results.</summary>
    void Clear();
}
