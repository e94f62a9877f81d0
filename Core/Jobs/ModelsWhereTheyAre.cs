using RedKube.Core.Detections;

namespace RedKube.Core.Jobs;

/// <summary>Models of the command line: read where the user has them, copied nowhere.</summary>
public sealed class ModelsWhereTheyAre : IModelPlace
{
    /// <inheritdoc/>
    public Task<ModelRef> KeepAsync(ModelRef model, CancellationToken cancellation) => Task.FromResult(model);

    /// <inheritdoc/>
    public Task<ModelRef> FindAsync(ModelRef model, CancellationToken cancellation) => Task.FromResult(model);
}
