using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace RedKube.Cli.Tests;

/// <summary>The built program as a process of its own, as a user starts it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int Kill = 9;
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;
    private readonly StringBuilder said = new();

    private ChildProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = ReadErrorsAsync();
    }

    /// <summary>The program's file.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "redkube.dll");

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Starts the program.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="folder">Its working directory; null: the tests'.</param>
    /// <param name="environment">Variables to set, or to take away where the value is null.</param>
    /// <param name="before">A command in front of the program: unshare -m, strace.</param>
    public static ChildProcess Start(IEnumerable<string> args, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null, params string[] before)
    {
        // Tests that a shell runs in the background inherit ignored signals, and so would what they start: it must hear Ctrl-C all the same.
        string[] line = [.. before, "env", "--default-signal=INT", "dotnet", Program, .. args];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ChildResult> RunAsync(params string[] args)
    {
        using var child = Start(args);
        return await child.EndAsync();
    }

    /// <summary>Waits for the end; a program that hangs is a failed test.</summary>
    /// <param name="within">How long it may take; null: 5 minutes.</param>
    public async Task<ChildResult> EndAsync(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException cause)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The program did not end. It had said: {await error}", cause);
        }

        return new ChildResult(process.ExitCode, await output, await error);
    }

    /// <summary>Waits until the program has said something on stderr.</summary>
    /// <param name="words">What is waited for.</param>
    /// <returns>All that it has said, to the end of the line at least.</returns>
    public async Task<string> SaysAsync(string words)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        string text;
        while (!HasLineWith(text = Said(), words))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The program ended without \"{words}\". It had said: {await error}");
            }

            await timer.WaitForNextTickAsync();
        }

        return text;
    }

    /// <summary>Sends a signal: 2 (SIGINT), 9 (SIGKILL), 15 (SIGTERM).</summary>
    public void Signal(int signal)
    {
        if (!process.HasExited)
        {
            _ = SendSignal(process.Id, signal);
        }
    }

    public void Dispose()
    {
        Signal(Kill);
        process.Dispose();
    }

    private static bool HasLineWith(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf('\n', at) >= 0;
    }

    private string Said()
    {
        lock (said)
        {
            return said.ToString();
        }
    }

    private async Task<string> ReadErrorsAsync()
    {
        var buffer = new char[4096];
        for (int read; (read = await process.StandardError.ReadAsync(buffer)) > 0;)
        {
            lock (said)
            {
                said.Append(buffer, 0, read);
            }
        }

        return Said();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
