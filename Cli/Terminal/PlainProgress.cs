using System.Globalization;

namespace RedKube.Cli.Terminal;

/// <summary>A line every few seconds, for logs.</summary>
internal sealed class PlainProgress : ProgressView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource end = new();
    private readonly Task loop;

    /// <summary>Starts to write.</summary>
    /// <param name="title">The image's name.</param>
    /// <param name="state">Answers with the state of the moment.</param>
    /// <param name="console">Where it is written.</param>
    /// <param name="time">The clock.</param>
    public PlainProgress(string title, Func<ProgressState> state, CliConsole console, TimeProvider time) =>
        loop = RunAsync(title, state, console, time);

    /// <summary>One line of progress.</summary>
    /// <param name="title">The image's name.</param>
    /// <param name="state">How far it is.</param>
    public static string Line(string title, ProgressState state)
    {
        if (state.Total == 0)
        {
            return $"{title}: {state.Stage}";
        }

        var counts = state.Step.Length == 0 ? "" : $" · {Quantity.Count(state.Done)} of {Quantity.Count(state.Total, state.Step)}";
        var figures = state.Figures.Length == 0 ? "" : $" · {state.Figures}";
        return string.Create(CultureInfo.InvariantCulture, $"{title}: {state.Stage} {Math.Floor(state.Part * 100)} %{counts}{figures}");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await loop;
        end.Dispose();
    }

    private async Task RunAsync(string title, Func<ProgressState> state, CliConsole console, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                console.Say(Line(title, state()));
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended; the summary says the rest.
        }
    }
}
