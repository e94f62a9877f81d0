namespace RedKube.Cli.Terminal;

/// <summary>Shows the progress of one job until it is disposed. It looks at the state by itself; the work never waits for the terminal.</summary>
internal abstract class ProgressView : IAsyncDisposable
{
    /// <summary>Starts the view that suits the mode and the terminal.</summary>
    /// <param name="mode">What was asked for.</param>
    /// <param name="title">The image's name.</param>
    /// <param name="state">Answers with the state of the moment; called from another thread.</param>
    /// <param name="console">Where it is shown.</param>
    /// <param name="time">The clock.</param>
    public static ProgressView Start(ProgressMode mode, string title, Func<ProgressState> state, CliConsole console, TimeProvider time) => mode switch
    {
        ProgressMode.None => new NoProgress(),
        ProgressMode.Auto when console.ErrorIsTerminal => new ProgressBarView(title, state, console, time),
        _ => new PlainProgress(title, state, console, time),
    };

    /// <summary>Shows the last state and ends.</summary>
    public abstract ValueTask DisposeAsync();

    private sealed class NoProgress : ProgressView
    {
        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
