using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RedKube.Dashboard.Uploads;

namespace RedKube.Dashboard.Tests;

public sealed class UploadTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Fact]
    public async Task Append_InThreeParts_GivesAnImageOfItsBytesAndName()
    {
        var bytes = await File.ReadAllBytesAsync(server.Image());
        var id = await Tus.CreateAsync(server.Client, bytes.Length, "Hafen Süd.tif");

        foreach (var (from, to) in new[] { (0, 1000), (1000, bytes.Length / 2), (bytes.Length / 2, bytes.Length) })
        {
            using var answer = await Tus.AppendAsync(server.Client, id, from, bytes[from..to]);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal(to.ToString(), answer.Headers.GetValues("Upload-Offset").Single());
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(server.Data, "data", "uploads", id, "content")));
        var image = await server.GetAsync($"/api/v1/images/{id}");
        Assert.Equal("Hafen Süd.tif", image.GetProperty("info").GetProperty("name").GetString());
        Assert.Equal(1000, image.GetProperty("info").GetProperty("size").GetProperty("width").GetInt32());
    }

    [Fact]
    public async Task Append_ConnectionCutInAPart_GoesOnFromTheOffset()
    {
        var bytes = await File.ReadAllBytesAsync(server.Image());
        var id = await Tus.CreateAsync(server.Client, bytes.Length, "scene.tif");
        var half = bytes.Length / 2;
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"PATCH {Tus.Path}/{id} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {bytes.Length}\r\n\r\n"));
            await stream.WriteAsync(bytes.AsMemory(0, half));
            await stream.FlushAsync();
            await WaitAsync(async () => await Tus.OffsetAsync(server.Client, id) == half);
        }

        var offset = await Tus.OffsetAsync(server.Client, id);
        using var rest = await Tus.AppendAsync(server.Client, id, offset, bytes[(int)offset..]);

        Assert.Equal(half, offset);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(server.Data, "data", "uploads", id, "content")));
    }

    [Fact]
    public async Task Append_WhileAnotherConnectionHangs_TakesTheUploadOver()
    {
        var bytes = await File.ReadAllBytesAsync(server.Image());
        var id = await Tus.CreateAsync(server.Client, bytes.Length, "scene.tif");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PATCH {Tus.Path}/{id} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {bytes.Length}\r\n\r\nII*"));
        await WaitAsync(async () => await Tus.OffsetAsync(server.Client, id) == 3);

        using var answer = await Tus.AppendAsync(server.Client, id, 3, bytes[3..]);

        // What the hanging connection sent was other than the image's first bytes only by chance of this test: "II*" is how it begins.
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Sweep_AllBytesThereButNotLookedAt_TakesTheImageIn()
    {
        var bytes = await File.ReadAllBytesAsync(server.Image());
        var id = await Tus.CreateAsync(server.Client, bytes.Length, "scene.tif");
        await File.WriteAllBytesAsync(Path.Combine(server.Data, "data", "uploads", id, "content"), bytes);
        var shelf = server.Services.GetRequiredService<UploadShelf>();

        shelf.Sweep();

        Assert.True(shelf.Get(id).IsComplete);
    }

    [Fact]
    public async Task Sweep_AllBytesThereButNoImage_RemovesTheUpload()
    {
        var id = await Tus.CreateAsync(server.Client, 100, "scene.tif");
        await File.WriteAllBytesAsync(Path.Combine(server.Data, "data", "uploads", id, "content"), new byte[100]);
        var shelf = server.Services.GetRequiredService<UploadShelf>();

        shelf.Sweep();

        Assert.Null(shelf.Find(id));
    }

    [Fact]
    public async Task Append_WrongOffset_IsRefusedAndNothingChanges()
    {
        var id = await Tus.CreateAsync(server.Client, 100, "a.tif");

        using var answer = await Tus.AppendAsync(server.Client, id, 10, new byte[10]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(0, await Tus.OffsetAsync(server.Client, id));
    }

    [Fact]
    public async Task Append_ChecksumDiffers_KeepsNothingOfThePart()
    {
        var bytes = new byte[1000];
        var id = await Tus.CreateAsync(server.Client, 5000, "a.tif");

        using var wrong = await Tus.AppendAsync(server.Client, id, 0, bytes, "sha256 " + Convert.ToBase64String(new byte[32]));
        var after = await Tus.OffsetAsync(server.Client, id);
        using var right = await Tus.AppendAsync(server.Client, id, 0, bytes, "sha256 " + Convert.ToBase64String(SHA256.HashData(bytes)));

        Assert.Equal(460, (int)wrong.StatusCode);
        Assert.Equal(0, after);
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal(1000, await Tus.OffsetAsync(server.Client, id));
    }

    [Fact]
    public async Task Delete_OfAnUpload_RemovesItsFolder()
    {
        var id = await Tus.CreateAsync(server.Client, 100, "a.tif");

        using var answer = await server.Client.SendAsync(Tus.Request(HttpMethod.Delete, $"{Tus.Path}/{id}"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(server.Data, "data", "uploads", id)));
    }

    [Fact]
    public async Task Create_WithoutTheVersion_IsRefused()
    {
        using var answer = await server.Client.PostAsync(Tus.Path, null);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    [Fact]
    public async Task Options_OfUploads_NamesWhatIsSpoken()
    {
        using var answer = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, Tus.Path));

        Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Version").Single());
        Assert.Contains("termination", answer.Headers.GetValues("Tus-Extension").Single(), StringComparison.Ordinal);
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
