using System.Net;
using System.Net.Sockets;

namespace RedKube.Adapters.S3.Tests;

/// <summary>
/// Stands between a client and a server on this machine and, once so many bytes have gone to the server, cuts every connection and refuses all others: what
/// the server sees of a client that is killed.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource cut = new();
    private readonly int port;
    private long left;

    public CuttingProxy(int port, long bytes)
    {
        this.port = port;
        left = bytes;
        listener.Start();
        Endpoint = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    public string Endpoint { get; }

    public bool WasCut => cut.IsCancellationRequested;

    public void Dispose()
    {
        cut.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cut.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            listener.Stop();
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, port, cut.Token);
                await Task.WhenAny(UpAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), cut.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One end is gone; the other goes with it.
            }
        }
    }

    private async Task UpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[1 << 14];
        for (int read; (read = await from.ReadAsync(buffer, cut.Token)) > 0;)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cut.Token);
            if (Interlocked.Add(ref left, -read) < 0)
            {
                await cut.CancelAsync();
            }
        }
    }
}
