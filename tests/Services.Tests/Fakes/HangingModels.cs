using RedKube.Core.Detections;
using RedKube.Core.Jobs;

namespace RedKube.Services.Tests.Fakes;

/// <summary>Models on a share that does not answer the first times that one is looked for, until it is let go.</summary>
/// <param name="hangs">How often it does not answer.</param>
internal sealed class HangingModels(int hangs) : IModelPlace, IDisposable
{
    private readonly ManualResetEventSlim release = new();
    private int asked;

    /// <summary>How often a model was looked for.</summary>
    public int Asked => Volatile.Read(ref asked);

    public Task<ModelRef> KeepAsync(ModelRef model, CancellationToken cancellation) => Task.FromResult(model);

    public Task<ModelRef> FindAsync(ModelRef model, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref asked) <= hangs)
        {
            release.Wait(CancellationToken.None);
        }

        return Task.FromResult(model);
    }

    public void Dispose() => release.Set();
}
