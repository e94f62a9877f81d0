using RedKube.Core.Detections;

namespace RedKube.Core.Jobs;

/// <summary>Where models are kept for the workers of jobs. Safe for any number of threads.</summary>
public interface IModelPlace
{
    /// <summary>Keeps a model, with card and external data, so that every worker finds it by its hash; one that is kept already is left alone.</summary>
    /// <param name="model">The model, as it was inspected on this machine.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The model as a job names it.</returns>
    /// <exception cref="Errors.RedKubeException">RK3002 where the file changes while it is copied; RK4001, RK4004, RK3010.</exception>
    Task<ModelRef> KeepAsync(ModelRef model, CancellationToken cancellation);

    /// <summary>A job's model, by its hash, as a file on this machine.</summary>
    /// <param name="model">The model as the job names it; its path may be another machine's.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The model with the path of this machine.</returns>
    /// <exception cref="Errors.RedKubeException">RK3001 where it is not kept; RK3010 where its storage is away.</exception>
    Task<ModelRef> FindAsync(ModelRef model, CancellationToken cancellation);
}
