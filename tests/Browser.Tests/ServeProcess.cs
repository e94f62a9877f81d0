using RedKube.Cli.Tests;

namespace RedKube.Browser.Tests;

/// <summary>`redkube serve` as users start it: a process of its own on a free loopback port, over a data folder of its own.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const string Says = "The dashboard is at ";
    private readonly ChildProcess process;
    private readonly string folder;

    private ServeProcess(ChildProcess process, string folder, string address) => (this.process, this.folder, Address) = (process, folder, address);

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>A folder whose images may be named.</summary>
    public string Inputs => Path.Combine(folder, "inputs");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="options">Further words of the command line.</param>
    public static async Task<ServeProcess> StartAsync(params string[] options)
    {
        var place = Directory.CreateTempSubdirectory("redkube-browser-").FullName;
        var inputs = Directory.CreateDirectory(Path.Combine(place, "inputs")).FullName;
        string[] line = ["serve", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(place, "data"), "--allow-input", inputs, .. options];
        var started = ChildProcess.Start(line, place);
        try
        {
            var said = await started.SaysAsync(Says);
            var address = said[(said.IndexOf(Says, StringComparison.Ordinal) + Says.Length)..];
            return new ServeProcess(started, place, address[..address.IndexOf(';', StringComparison.Ordinal)]);
        }
        catch
        {
            started.Dispose();
            Directory.Delete(place, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (process)
        {
            process.Signal(Terminate);
            await process.EndAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
