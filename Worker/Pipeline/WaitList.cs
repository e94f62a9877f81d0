namespace RedKube.Worker.Pipeline;

/// <summary>Threads that wait for a condition under one lock, woken one at a time. Guarded by that lock.</summary>
internal sealed class WaitList
{
    private readonly Queue<SemaphoreSlim> waiting = [];

    /// <summary>Enlists a thread, which must then leave the lock, wait for its semaphore, and look again.</summary>
    public void Enlist(SemaphoreSlim thread) => waiting.Enqueue(thread);

    /// <summary>Wakes one thread, if any waits.</summary>
    public void WakeOne()
    {
        if (waiting.TryDequeue(out var thread))
        {
            thread.Release();
        }
    }

    /// <summary>Wakes all.</summary>
    public void WakeAll()
    {
        while (waiting.TryDequeue(out var thread))
        {
            thread.Release();
        }
    }
}
