using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests.Connections;

/// <summary>Hosts on real servers: away at the start, killed, frozen, with password and TLS, unfit.</summary>
public sealed class HostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly JobTicket Ticket = new(new JobId("000000000000000a"), "model", "hash");
    private readonly RecordingLog<RedisConnection> log = new();

    [Fact]
    public async Task Start_RedisAway_WaitsSaysSoAndGoesOnWhenItComes()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        using var host = Build(server.ConnectionString);
        await host.StartAsync();
        var claiming = Queue(host).ClaimAsync(WorkStage.Plan, null, default);
        await UntilAsync(() => log.Lines.Any(static l => l.StartsWith("Redis is away", StringComparison.Ordinal)));
        Assert.False(claiming.IsCompleted);

        await server.StartAgainAsync();

        await Queue(host).EnqueueJobAsync(Ticket, Stop()).WaitAsync(Patience);
        Assert.Equal(Ticket.Job, (await claiming.WaitAsync(Patience)).Item.Job);
        await UntilAsync(() => log.Lines.Any(static l => l.StartsWith("Redis is back", StringComparison.Ordinal)));
        await host.StopAsync();
    }

    [Theory]
    [InlineData("everysec")]
    [InlineData("always")]
    public async Task Restart_WithAppendOnlyFile_WorkGoesOn(string policy)
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { AppendFsync = policy });
        using var host = Build(server.ConnectionString);
        var queue = Queue(host);
        await queue.EnqueueJobAsync(Ticket, Stop());
        await queue.EnqueueRegionsAsync(Ticket.Job, [0, 1], Stop());
        var lease = await queue.ClaimAsync(WorkStage.Detect, null, Stop());
        var database = host.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await UntilAsync(() => ((string)database.Execute("INFO", "persistence")!).Contains("aof_buffer_length:0", StringComparison.Ordinal));

        await server.KillAsync();
        var completing = queue.CompleteAsync(lease, Stop());
        await server.StartAgainAsync();

        Assert.True(await completing.WaitAsync(Patience));
        Assert.Equal(1, (await queue.ClaimAsync(WorkStage.Detect, null, Stop()).WaitAsync(Patience)).Item.Region);
    }

    [Fact]
    public async Task Wake_AfterARestart_StillComes()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { AppendFsync = "always" });
        using var host = Build(server.ConnectionString);
        using var other = Build(server.ConnectionString);
        var claiming = Queue(host).ClaimAsync(WorkStage.Plan, null, default);
        await Queue(other).LimitAsync("model", 1, Stop());
        await server.KillAsync();
        await server.StartAgainAsync();

        await Queue(other).EnqueueJobAsync(Ticket, Stop()).WaitAsync(Patience);

        Assert.Equal(Ticket.Job, (await claiming.WaitAsync(Patience)).Item.Job);
    }

    [Fact]
    public async Task Ask_RedisFrozen_EndsOnceItIsThawed()
    {
        await using var server = await RedisServer.StartAsync();
        using var host = Build(server.ConnectionString);
        await Queue(host).EnqueueJobAsync(Ticket, Stop());
        server.Freeze();
        var claiming = Queue(host).ClaimAsync(WorkStage.Plan, null, default);

        server.Thaw();

        Assert.Equal(Ticket.Job, (await claiming.WaitAsync(Patience)).Item.Job);
    }

    [Fact]
    public async Task Ask_RedisAwayAndAnAnswerWantedSoon_Fails()
    {
        using var host = Build("127.0.0.1:1,connectTimeout=200", new RedisOptions { AnswerWithin = TimeSpan.FromMilliseconds(300) });

        var error = await Assert.ThrowsAsync<RedKubeException>(() => Queue(host).DepthsAsync(Stop()).WaitAsync(Patience));

        Assert.Equal(ErrorCode.QueueAway, error.Code);
    }

    [Fact]
    public async Task Claim_RedisAway_CanBeCancelled()
    {
        using var host = Build("127.0.0.1:1,connectTimeout=200");
        using var stop = new CancellationTokenSource();
        var claiming = Queue(host).ClaimAsync(WorkStage.Plan, null, stop.Token);
        await UntilAsync(() => !log.Lines.IsEmpty);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claiming.WaitAsync(Patience));
    }

    [Fact]
    public async Task Password_OfTheConnectionString_IsGiven()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Password = "s3cret" });
        using var host = Build(server.ConnectionString);

        await Queue(host).EnqueueJobAsync(Ticket, Stop()).WaitAsync(Patience);

        Assert.Equal(1, (await Queue(host).DepthsAsync(Stop()))[0].Ready);
        Assert.DoesNotContain(log.Lines, static l => l.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tls_WithACertificateThatIsTrusted_Works()
    {
        using var certificate = SelfSigned();
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Certificate = certificate, Password = "s3cret" });
        var thumbprint = certificate.Thumbprint;
        using var host = Build(server.ConnectionString, trust: offered => offered == thumbprint);

        await Queue(host).EnqueueJobAsync(Ticket, Stop()).WaitAsync(Patience);

        Assert.Equal(1, (await Queue(host).DepthsAsync(Stop()))[0].Ready);
    }

    [Fact]
    public async Task Tls_WithACertificateThatIsNot_IsNotSpokenTo()
    {
        using var certificate = SelfSigned();
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Certificate = certificate });
        using var host = Build(server.ConnectionString, new RedisOptions { AnswerWithin = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<RedKubeException>(() => Queue(host).DepthsAsync(Stop()).WaitAsync(Patience));

        Assert.Equal(ErrorCode.QueueAway, error.Code);
    }

    [Theory]
    [InlineData("allkeys-lru", "--maxmemory-policy", "allkeys-lru")]
    [InlineData("Cluster", "--cluster-enabled", "yes")]
    public async Task Start_ServerThatWillNotDo_EndsTheHostWithTheCause(string found, params string[] options)
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { More = options });
        using var host = Build(server.ConnectionString);
        var ended = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => ended.TrySetResult());

        await host.StartAsync();

        await ended.Task.WaitAsync(Patience);
        var error = await Assert.ThrowsAsync<RedKubeException>(() => Queue(host).DepthsAsync(Stop()));
        Assert.Equal(ErrorCode.QueueServerUnsuitable, error.Code);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private static CancellationToken Stop() => new CancellationTokenSource(Patience).Token;

    private static IWorkQueue Queue(IHost host) => host.Services.GetRequiredService<IWorkQueue>();

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), stop.Token);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private IHost Build(string connectionString, RedisOptions? options = null, Func<string, bool>? trust = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = connectionString;
        builder.Services.AddSingleton<ILogger<RedisConnection>>(log);
        builder.Services.AddLogging();
        builder.AddRedKubeRedis(options);
        if (trust is not null)
        {
            builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectTrusting(connectionString, trust));
        }

        return builder.Build();
    }

    // What a trusted root in the system's store does (SSL_CERT_FILE names another), without changing this machine.
    private static ConnectionMultiplexer ConnectTrusting(string connectionString, Func<string, bool> trust)
    {
        var configuration = ConfigurationOptions.Parse(connectionString);
        RedisServices.Configure(configuration);
        configuration.CertificateValidation += (_, offered, _, errors) =>
            errors == SslPolicyErrors.RemoteCertificateChainErrors && offered is X509Certificate2 certificate && trust(certificate.Thumbprint);
        return ConnectionMultiplexer.Connect(configuration);
    }
}
