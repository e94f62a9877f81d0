using System.Net;
using System.Net.Sockets;

namespace RedKube.Browser.Tests;

/// <summary>A line to the server that breaks after so many bytes, as bad networks do: the browser speaks to its address.</summary>
internal sealed class LossyLine : IAsyncDisposable
{
    private const long Whole = long.MaxValue;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Uri server;
    private readonly Task accepting;
    private long left = Whole;
    private volatile bool staysCut;
    private int cuts;

    /// <summary>Opens the line.</summary>
    /// <param name="server">Where it leads.</param>
    public LossyLine(string server)
    {
        this.server = new Uri(server);
        listener.Start();
        Address = $"http://{listener.LocalEndpoint}";
        accepting = AcceptAsync();
    }

    /// <summary>Its end on the browser's side.</summary>
    public string Address { get; }

    /// <summary>How many connections were cut.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Cuts the connection on which the last of so many bytes goes to the server.</summary>
    /// <param name="bytes">Bytes of all connections together, from now on.</param>
    /// <param name="forGood">Whether every later connection is cut too, until <see cref="Mend"/>.</param>
    public void CutAfter(long bytes, bool forGood)
    {
        staysCut = forGood;
        Interlocked.Exchange(ref left, bytes);
    }

    /// <summary>Lets everything pass again.</summary>
    public void Mend() => Interlocked.Exchange(ref left, Whole);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptSocketAsync(ended.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The line is closed.
        }
    }

    private async Task CarryAsync(Socket browser)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (browser)
        {
            try
            {
                await far.ConnectAsync(server.Host, server.Port, ended.Token);
                await Task.WhenAny(PumpAsync(browser, far, isCounted: true), PumpAsync(far, browser, isCounted: false));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Either end has gone.
            }

            // Closed at once, with what is on its way.
            browser.LingerState = far.LingerState = new LingerOption(enable: true, 0);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isCounted)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, ended.Token)) > 0;)
            {
                if (isCounted && IsCut(read))
                {
                    return;
                }

                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), ended.Token);
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end has gone.
        }
    }

    private bool IsCut(int bytes)
    {
        if (Volatile.Read(ref left) == Whole || Interlocked.Add(ref left, -bytes) > 0)
        {
            return false;
        }

        Interlocked.Increment(ref cuts);
        if (!staysCut)
        {
            Mend();
        }

        return true;
    }
}
