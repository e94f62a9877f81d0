using RedKube.Cli.Inputs;
using RedKube.Core.Errors;

namespace RedKube.Cli.Tests.Inputs;

public sealed class ModelLocatorTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task FindAsync_File_IsTakenWhateverItsEnding()
    {
        var file = folder.Write("weights.bin", "x");

        Assert.Equal(file, await Find(file));
    }

    [Theory]
    [InlineData("ships")]
    [InlineData("ships.onnx")]
    public async Task FindAsync_NameInModelsFolder_IsFound(string name)
    {
        var file = folder.Write("models/ships.onnx", "x");

        Assert.Equal(file, await Find(name, ("REDKUBE_MODELS", folder["none"] + Path.PathSeparator + folder["models"])));
    }

    [Fact]
    public async Task FindAsync_UnknownName_SaysWhatIsKnownAndWhatWasMeant()
    {
        folder.Write("models/ships.onnx", "x");

        var failure = await Assert.ThrowsAsync<RedKubeException>(() => Find("shisp", ("REDKUBE_MODELS", folder["models"])));

        Assert.Equal(ErrorCode.ModelNotFound, failure.Code);
        Assert.Contains("ships", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean ships?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_Folder_ListsItsModels()
    {
        folder.Write("models/ships.onnx", "x");

        var failure = await Assert.ThrowsAsync<RedKubeException>(() => Find(folder["models"]));

        Assert.Contains("ships.onnx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_AddressOfSomethingElse_IsRefusedWithoutItsSecrets()
    {
        var failure = await Assert.ThrowsAsync<RedKubeException>(() => Find("https://me:secret@host/model.pt?sig=hidden"));

        Assert.Contains("https://host/model.pt", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_AddressWithQuery_IsFetched()
    {
        var locator = new ModelLocator(new RecordingConsole().Console, (address, _) => Task.FromResult("/cache" + address.AbsolutePath));

        Assert.Equal("/cache/m.onnx", await locator.FindAsync("https://host/m.onnx?sig=1", CancellationToken.None));
    }

    private static Task<string> Find(string model, params (string, string)[] environment) =>
        new ModelLocator(new RecordingConsole(environment).Console, (_, _) => throw new InvalidOperationException("nothing is to be fetched")).FindAsync(model, CancellationToken.None);
}
