using System.Runtime.InteropServices;

namespace RedKube.Cli;

/// <summary>
/// Turns the first SIGINT or SIGTERM into a cancellation, so that what is done is stored; a second one ends the process at once.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Action<string> say;
    private int received;

    /// <summary>Makes one that nothing sets but <see cref="Receive"/>.</summary>
    /// <param name="say">Told at once that the signal was heard.</param>
    public StopSignal(Action<string> say) => this.say = say;

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit code after the signal.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>What is said at the end of an interrupted command.</summary>
    public const string Farewell = "Stopped. What is done is kept: the same command goes on from there.";

    /// <summary>Listens to the signals of this process.</summary>
    public void Listen()
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Receive(ExitCodes.Interrupted)));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Receive(ExitCodes.Terminated)));
    }

    /// <summary>Takes a signal.</summary>
    /// <param name="exitCode">The exit code that it stands for.</param>
    /// <returns>True for the first one; false where the process is to end at once.</returns>
    public bool Receive(int exitCode)
    {
        if (Interlocked.Increment(ref received) > 1)
        {
            return false;
        }

        ExitCode = exitCode;
        say("Stopping: what is being computed is finished or given up within seconds. Once more ends at once.");

        // The tasks that are waiting run on in their own threads, not in the signal's.
        _ = source.CancelAsync();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(static r => r.Dispose());
        source.Dispose();
    }
}
