using System.Net;
using RedKube.Cli.Inputs;
using RedKube.Core.Errors;

namespace RedKube.Cli.Tests.Inputs;

public sealed class ModelCacheTests : IDisposable
{
    private static readonly Uri Address = new("https://me:secret@host/models/ships.onnx?sig=hidden");
    private readonly TempFolder folder = new();
    private readonly RecordingConsole console;

    public ModelCacheTests() => console = new RecordingConsole(("XDG_CACHE_HOME", folder.Path));

    public void Dispose()
    {
        folder.Dispose();
        console.Dispose();
    }

    [Fact]
    public async Task FetchAsync_Twice_AsksTheServerOnce()
    {
        using var server = new Server(("/models/ships.onnx", [1, 2, 3]));

        var first = await Cache(server).FetchAsync(Address, CancellationToken.None);
        var second = await Cache(server).FetchAsync(Address, CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(first));
        Assert.StartsWith(folder["redkube/models/"], first, StringComparison.Ordinal);
        Assert.Equal("ships.onnx", Path.GetFileName(first));
        Assert.Equal(1, server.Asked.Count(p => p == "/models/ships.onnx"));
    }

    [Fact]
    public async Task FetchAsync_CardBesideIt_ComesToo()
    {
        using var server = new Server(("/models/ships.onnx", [1]), ("/models/ships.card.json", "{}"u8.ToArray()));

        var file = await Cache(server).FetchAsync(Address, CancellationToken.None);

        Assert.Equal("{}", await File.ReadAllTextAsync(Path.ChangeExtension(file, ".card.json")));
    }

    [Fact]
    public async Task FetchAsync_TwoQueries_AreTwoModels()
    {
        using var server = new Server(("/models/ships.onnx", [1]));

        var one = await Cache(server).FetchAsync(Address, CancellationToken.None);
        var two = await Cache(server).FetchAsync(new Uri(Address.AbsoluteUri + "&v=2"), CancellationToken.None);

        Assert.NotEqual(one, two, StringComparer.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_NotThere_SaysTheAnswerWithoutSecretsAndKeepsNothing()
    {
        using var server = new Server();

        var failure = await Assert.ThrowsAsync<RedKubeException>(() => Cache(server).FetchAsync(Address, CancellationToken.None));

        Assert.Equal(ErrorCode.ModelNotFound, failure.Code);
        Assert.Contains("https://host/models/ships.onnx answered 404", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure.Message + console.Error, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task FetchAsync_TooLarge_IsRefusedAndKeepsNothing()
    {
        using var server = new Server(("/models/ships.onnx", new byte[2000]));

        var failure = await Assert.ThrowsAsync<RedKubeException>(() => new ModelCache(console.Console, () => new HttpMessageInvoker(server, false), 1000).FetchAsync(Address, CancellationToken.None));

        Assert.Contains("larger than 1 kB", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task FetchAsync_ConnectionThatEndsEarly_IsAnErrorAndKeepsNothing()
    {
        using var server = new Server(("/models/ships.onnx", [1, 2, 3])) { PromisedLength = 10 };

        var failure = await Assert.ThrowsAsync<RedKubeException>(() => Cache(server).FetchAsync(Address, CancellationToken.None));

        Assert.Equal(ErrorCode.ModelStorageAway, failure.Code);
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("/models/ships.onnx")]
    [InlineData("/models/ships.card.json")]
    public async Task FetchAsync_ServerAway_IsTransientAndKeepsNoModelWithoutItsCard(string away)
    {
        using var server = new Server(("/models/ships.onnx", [1, 2, 3])) { Away = away };

        var failure = await Assert.ThrowsAsync<RedKubeException>(() => Cache(server).FetchAsync(Address, CancellationToken.None));

        Assert.Equal(ErrorCode.ModelStorageAway, failure.Code);
        Assert.Equal(1, ExitCodes.Of(failure.Code));
        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    private ModelCache Cache(Server server) => new(console.Console, () => new HttpMessageInvoker(server, disposeHandler: false));

    private string[] Files() => Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);

    private sealed class Server(params (string Path, byte[] Content)[] files) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public long? PromisedLength { get; init; }

        public string? Away { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Asked.Add(path);
            if (path == Away)
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
            }

            if (files.FirstOrDefault(f => f.Path == path).Content is not { } content)
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            }

            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(content)) };
            response.Content.Headers.ContentLength = PromisedLength ?? content.Length;
            return Task.FromResult(response);
        }
    }
}
