using System.Net;
using System.Net.Sockets;

namespace RedKube.Cluster.Tests.Chaos;

/// <summary>Stands between services and Redis, and cuts connections when it is told to.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<TcpClient> open = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<int> target;
    private readonly Task accepting;
    private volatile bool refuses;

    /// <summary>Starts to listen.</summary>
    /// <param name="target">The port of this machine that connections are handed on to.</param>
    public TcpProxy(Func<int> target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends all connections.</summary>
    /// <param name="refuse">Whether new ones are ended too, until <see cref="Allow"/>.</param>
    /// <returns>How many there were.</returns>
    public int Cut(bool refuse)
    {
        refuses = refuse;
        TcpClient[] all;
        lock (gate)
        {
            all = [.. open];
        }

        foreach (var client in all)
        {
            client.Close();
        }

        return all.Length / 2;
    }

    /// <summary>Takes connections again.</summary>
    public void Allow() => refuses = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        Cut(refuse: true);
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The listener was stopped, or a client left before it was taken.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                if (refuses)
                {
                    return;
                }

                await server.ConnectAsync(IPAddress.Loopback, target(), stopping.Token);
                Register(client, server);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // Either end was cut.
            }
            finally
            {
                lock (gate)
                {
                    open.Remove(client);
                    open.Remove(server);
                }
            }
        }
    }

    private void Register(TcpClient client, TcpClient server)
    {
        lock (gate)
        {
            open.Add(client);
            open.Add(server);
        }
    }
}
