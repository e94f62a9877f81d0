using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RedKube.Bench.Scaling;

/// <summary>A stand-in for the Deployment's controller: starts and stops worker processes, the last started first.</summary>
/// <param name="connection">Connection string of Redis.</param>
/// <param name="work">Time a region.</param>
internal sealed class WorkerFleet(string connection, TimeSpan work) : IDisposable
{
    private readonly Stack<Process> running = [];
    private readonly List<Process> stopping = [];
    private readonly ConcurrentQueue<string> said = [];

    /// <summary>Workers that were not told to stop.</summary>
    public int Count => running.Count;

    /// <summary>Workers that were started so far.</summary>
    public int Started { get; private set; }

    /// <summary>Regions by what the workers said of them.</summary>
    public IReadOnlyDictionary<string, int[]> Said => said.Select(static line => line.Split(' ')).GroupBy(static words => words[0])
        .ToDictionary(static group => group.Key, static group => group.Select(static words => int.Parse(words[1], CultureInfo.InvariantCulture)).ToArray());

    /// <summary>Starts or stops processes until so many run. A stop is a SIGTERM, as the kubelet sends it.</summary>
    public void Scale(int wanted)
    {
        while (running.Count < wanted)
        {
            string[] arguments = [typeof(WorkerFleet).Assembly.Location, "scaling-worker", connection, ((int)work.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)];
            var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.OutputDataReceived += (_, line) =>
            {
                if (line.Data is { Length: > 0 } text)
                {
                    said.Enqueue(text);
                }
            };
            process.BeginOutputReadLine();
            running.Push(process);
            Started++;
        }

        while (running.Count > wanted)
        {
            var process = running.Pop();
            stopping.Add(process);
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    /// <summary>Waits until all that were told to stop have ended.</summary>
    public async Task EndedAsync()
    {
        foreach (var process in stopping)
        {
            await process.WaitForExitAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in running.Concat(stopping))
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }
}
