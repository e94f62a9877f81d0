using RedKube.Core.Errors;

namespace RedKube.Cli.Terminal;

/// <summary>The two streams of the program: results go to the first, messages and progress to the second. Safe for any number of threads.</summary>
/// <param name="output">Results: JSON, help.</param>
/// <param name="error">Messages and progress.</param>
/// <param name="errorIsTerminal">Whether somebody looks at <paramref name="error"/>.</param>
/// <param name="environment">Environment variables.</param>
internal sealed class CliConsole(TextWriter output, TextWriter error, bool errorIsTerminal, Func<string, string?> environment)
{
    private readonly Lock gate = new();

    private ILiveLine? live;

    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Messages; written by the other members only, or by a progress bar.</summary>
    public TextWriter ErrorWriter { get; } = error;

    /// <summary>Whether stderr is a terminal.</summary>
    public bool ErrorIsTerminal { get; } = errorIsTerminal;

    /// <summary>The value of an environment variable, or null where it is not set or empty.</summary>
    /// <param name="name">Its name.</param>
    public string? Environment(string name) => environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>The console of this process.</summary>
    public static CliConsole OfProcess() =>
        new(Console.Out, Console.Error, !Console.IsErrorRedirected, System.Environment.GetEnvironmentVariable);

    /// <summary>Sets what must step aside while a message is written; null for nothing.</summary>
    /// <param name="line">The progress bar.</param>
    public void Attach(ILiveLine? line)
    {
        lock (gate)
        {
            live = line;
        }
    }

    /// <summary>Writes a message.</summary>
    /// <param name="text">One line or several.</param>
    public void Say(string text = "") => Write("", 0, text);

    /// <summary>Writes a warning.</summary>
    /// <param name="text">What was found and what follows from it.</param>
    public void Warn(string text) => Write("warning", 33, text);

    /// <summary>Writes an error in its plain form: error RK2001: what was found, what was expected, what to do.</summary>
    /// <param name="failure">The error.</param>
    public void Error(RedKubeException failure)
    {
        Write($"error {failure.Code.Text()}", 31, failure.Message);
        if (Environment("REDKUBE_DEBUG") is not null)
        {
            Say(failure.ToString());
        }
    }

    /// <summary>Writes an error that has no code: a fault of the command line.</summary>
    /// <param name="text">What was found, what was expected, what to do.</param>
    public void Error(string text) => Write("error", 31, text);

    private void Write(string label, int colour, string text)
    {
        lock (gate)
        {
            if (live is { } line)
            {
                line.WriteAbove(label, text);
                return;
            }

            var painted = label.Length == 0 || !ErrorIsTerminal || Environment("NO_COLOR") is not null ? label : $"\u001b[1;{colour}m{label}\u001b[0m";
            ErrorWriter.WriteLine(label.Length == 0 ? text : $"{painted}: {text}");
            ErrorWriter.Flush();
        }
    }
}
