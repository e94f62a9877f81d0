namespace RedKube.Worker.Pipeline;

/// <summary>Threads of their own for work that blocks or computes for long, so that the pool stays free.</summary>
internal static class Threads
{
    /// <summary>Starts a background thread; it does not keep the process alive, and belongs to no trace or log scope of its starter, whom it outlives.</summary>
    /// <param name="name">What debuggers call it.</param>
    /// <param name="run">What it does.</param>
    /// <returns>Ends with the thread, with its exception if it threw.</returns>
    public static Task Start(string name, Action run)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                run();
                ended.SetResult();
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        })
        { IsBackground = true, Name = name }.UnsafeStart();
        return ended.Task;
    }
}
