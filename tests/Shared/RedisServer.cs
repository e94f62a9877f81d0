using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RedKube.Tests.Shared;

/// <summary>
/// A redis-server of its own on a free port of this machine, with its data in a temporary folder. Ends with the object, and with this process
/// however that ends. Test projects link this file.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("redkube-redis-").FullName;
    private readonly RedisServerOptions options;
    private Process? process;
    private Process? guard;

    private RedisServer(RedisServerOptions options) => this.options = options;

    /// <summary>Whether this machine has redis-server; without it tests skip.</summary>
    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static p => p.Length > 0 && File.Exists(Path.Combine(p, "redis-server")));

    /// <summary>The port that is listened on.</summary>
    public int Port { get; private set; }

    /// <summary>The server's process id.</summary>
    public int ProcessId => (process ?? throw new InvalidOperationException("The server does not run.")).Id;

    /// <summary>A connection string for StackExchange.Redis; where TLS is on, the client must be made to trust the certificate.</summary>
    public string ConnectionString => new StringBuilder($"127.0.0.1:{Port},connectTimeout=2000")
        .Append(options.Password is null ? "" : $",password={options.Password}")
        .Append(options.Certificate is null ? "" : ",ssl=true,sslHost=localhost")
        .ToString();

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        var server = new RedisServer(options ?? new RedisServerOptions());
        try
        {
            // The port is free when it is looked for and may be taken a moment later: then another is tried.
            for (var tries = 1; ; tries++)
            {
                server.Port = FreePort();
                if (await server.TryStartAsync())
                {
                    return server;
                }

                if (tries == 5)
                {
                    throw new InvalidOperationException($"redis-server did not start:\n{server.Log()}");
                }
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server at once, as kill -9 does: what it had not written is lost.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            guard?.Kill();
            guard?.Dispose();
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
            process = guard = null;
        }
    }

    /// <summary>Starts the server again on the same port with the data that the last one left.</summary>
    public async Task StartAgainAsync()
    {
        if (!await TryStartAsync())
        {
            throw new InvalidOperationException($"redis-server did not start again on port {Port}:\n{Log()}");
        }
    }

    /// <summary>Stops the server where it stands: connections stay open and nobody answers.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets a frozen server go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> TryStartAsync()
    {
        var started = Process.Start(new ProcessStartInfo("redis-server", Arguments()) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("redis-server cannot be started.");
        process = started;
        guard = Guard(started.Id);
        started.OutputDataReceived += static (_, _) => { };
        started.ErrorDataReceived += static (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < Patience)
        {
            if (started.HasExited)
            {
                await KillAsync();
                return false;
            }

            if (await AnswersAsync())
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        throw new TimeoutException($"redis-server on port {Port} did not answer in {Patience}:\n{Log()}");
    }

    // Waits for the end of its input, which comes with the end of this process, even by kill -9: then the server must not stay behind.
    private Process Guard(int server) => Process.Start(new ProcessStartInfo("sh", ["-c", $"cat >/dev/null; kill -9 {server}; rm -rf '{folder}'"]) { UseShellExecute = false, RedirectStandardInput = true })
        ?? throw new InvalidOperationException("sh cannot be started.");

    private List<string> Arguments()
    {
        var port = Port.ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--daemonize", "no", "--logfile", Path.Combine(folder, "log"),
            "--port", options.Certificate is null ? port : "0",
        ];
        if (options.AppendFsync is { } policy)
        {
            arguments.AddRange(["--appendonly", "yes", "--appendfsync", policy]);
        }

        if (options.Password is { } password)
        {
            arguments.AddRange(["--requirepass", password]);
        }

        if (options.Certificate is { } certificate)
        {
            var certificateFile = Path.Combine(folder, "server.crt");
            var keyFile = Path.Combine(folder, "server.key");
            File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
            using var key = certificate.GetRSAPrivateKey() ?? throw new InvalidOperationException("The certificate has no RSA key.");
            File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
            arguments.AddRange(["--tls-port", port, "--tls-cert-file", certificateFile, "--tls-key-file", keyFile, "--tls-auth-clients", "no"]);
        }

        arguments.AddRange(options.More);
        return arguments;
    }

    // Any answer but "loading" will do: -NOAUTH is one too. With TLS a finished connection must.
    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            if (options.Certificate is not null)
            {
                return true;
            }

            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[64];
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            var length = await stream.ReadAsync(answer, stop.Token);
            return length > 0 && !Encoding.ASCII.GetString(answer, 0, length).Contains("LOADING", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private string Log()
    {
        var log = Path.Combine(folder, "log");
        return File.Exists(log) ? File.ReadAllText(log) : "(it wrote no log)";
    }
}
