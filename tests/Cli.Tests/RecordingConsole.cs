using RedKube.Cli.Terminal;

namespace RedKube.Cli.Tests;

/// <summary>A console whose streams can be read afterwards.</summary>
internal sealed class RecordingConsole : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public RecordingConsole(params (string Name, string Value)[] environment) =>
        Console = new CliConsole(output, error, errorIsTerminal: false, name => environment.FirstOrDefault(p => p.Name == name).Value);

    public CliConsole Console { get; }

    public string Output => output.ToString();

    public string Error => error.ToString();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    /// <summary>Runs a command line in this process.</summary>
    public async Task<int> RunAsync(params string[] args)
    {
        using var stop = new StopSignal(Console.Say);
        return await CommandLine.RunAsync(args, Console, stop);
    }
}
