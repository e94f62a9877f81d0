using System.Net.Sockets;
using RedKube.Tests.Shared;

namespace RedKube.Adapters.Redis.Tests;

public sealed class RedisServerTests
{
    [Fact]
    public async Task StartAgain_AfterAKill_HasWhatWasAppended()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { AppendFsync = "always" });
        Assert.Equal("+OK", await AskAsync(server, "SET a 1"));
        await server.KillAsync();
        await Assert.ThrowsAnyAsync<SocketException>(() => AskAsync(server, "PING"));

        await server.StartAgainAsync();

        Assert.Equal("$1", await AskAsync(server, "GET a"));
    }

    [Fact]
    public async Task Freeze_NobodyAnswersUntilThawed()
    {
        await using var server = await RedisServer.StartAsync();
        server.Freeze();
        var answer = AskAsync(server, "PING");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (StateOf(server) != 'T')
        {
            // The signal takes a moment to arrive.
            await timer.WaitForNextTickAsync(limit.Token);
        }

        Assert.False(answer.IsCompleted);

        server.Thaw();

        Assert.Equal("+PONG", await answer);
    }

    [Fact]
    public async Task Password_IsAskedFor()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Password = "secret" });

        Assert.StartsWith("-NOAUTH", await AskAsync(server, "GET a"), StringComparison.Ordinal);
        Assert.Contains("password=secret", server.ConnectionString, StringComparison.Ordinal);
    }

    private static async Task<string?> AskAsync(RedisServer server, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port);
        using var reader = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(command + "\r\n"));
        return await reader.ReadLineAsync();
    }

    // The third word of /proc/PID/stat.
    private static char StateOf(RedisServer server) => File.ReadAllText($"/proc/{server.ProcessId}/stat").Split(") ")[^1][0];
}
