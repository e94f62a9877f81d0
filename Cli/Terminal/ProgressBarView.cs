using Spectre.Console;
using Spectre.Console.Rendering;

namespace RedKube.Cli.Terminal;

/// <summary>A bar with rate and time left at the bottom of the terminal; messages appear above it.</summary>
internal sealed class ProgressBarView : ProgressView, ILiveLine
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource end = new();
    private readonly CliConsole owner;
    private readonly IAnsiConsole console;
    private readonly Task loop;

    /// <summary>Starts to draw.</summary>
    /// <param name="title">The image's name.</param>
    /// <param name="state">Answers with the state of the moment.</param>
    /// <param name="owner">Messages of this console appear above the bar.</param>
    /// <param name="time">The clock.</param>
    public ProgressBarView(string title, Func<ProgressState> state, CliConsole owner, TimeProvider time)
    {
        this.owner = owner;
        console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(owner.ErrorWriter) });
        loop = DrawAsync(title, state, time);
        owner.Attach(this);
    }

    /// <inheritdoc/>
    public void WriteAbove(string label, string text)
    {
        var line = new Paragraph();
        if (label.Length > 0)
        {
            line.Append(label, new Style(label.StartsWith("error", StringComparison.Ordinal) ? Color.Red : Color.Yellow, decoration: Decoration.Bold)).Append(": ");
        }

        console.Write(line.Append(text));
        console.WriteLine();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await loop;
        owner.Attach(null);
        end.Dispose();
    }

    private Task DrawAsync(string title, Func<ProgressState> state, TimeProvider time)
    {
        var now = state();
        var figures = new FiguresColumn(() => now.Total == 0 ? now.Stage : now.Figures);
        return console.Progress().AutoRefresh(false).AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), figures)
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                using var timer = new PeriodicTimer(Every, time);
                try
                {
                    do
                    {
                        now = state();
                        task.Value = now.Part;
                        task.IsIndeterminate = now.Total == 0;
                        context.Refresh();
                    }
                    while (await timer.WaitForNextTickAsync(end.Token));
                }
                catch (OperationCanceledException)
                {
                    // The job has ended; the summary says the rest.
                }
            });
    }

    private sealed class FiguresColumn(Func<string> text) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}
