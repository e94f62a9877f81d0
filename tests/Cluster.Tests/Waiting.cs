using System.Diagnostics;

namespace RedKube.Cluster.Tests;

/// <summary>Waits for conditions.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Looks again and again until something holds.</summary>
    /// <param name="what">What is waited for, for whoever reads that it did not come.</param>
    /// <param name="holds">Whether it does.</param>
    /// <param name="pauseMilliseconds">Between two looks.</param>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds, int pauseMilliseconds = 50)
    {
        var begun = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(pauseMilliseconds));
        while (!await holds())
        {
            if (begun.Elapsed > Patience)
            {
                throw new TimeoutException($"{what}: not within {Patience}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Looks again and again until something holds.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="holds">Whether it does.</param>
    public static Task UntilAsync(string what, Func<bool> holds) => UntilAsync(what, () => Task.FromResult(holds()));
}
