using System.Security.Cryptography;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Adapters.S3.Tests;

public sealed class S3ModelsTests(S3Fixture s3) : IClassFixture<S3Fixture>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("redkube-models-").FullName;
    private readonly DataFolder data = DataFolder.At(S3Fixture.NewFolder());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public async Task Find_KeptModel_IsFetchedOnceWithItsFiles()
    {
        var model = Write("weights", "card");
        var kept = await Models("one").KeepAsync(model, default);
        Assert.Equal($"{data.Root}/models/{model.Hash}/m.onnx", kept.Path);
        await Models("one").KeepAsync(model, default);

        var found = await Models("two").FindAsync(kept, default);

        Assert.Equal("weights", await File.ReadAllTextAsync(found.Path));
        Assert.Equal("card", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(found.Path)!, "parts", "m.card.json")));
        Assert.Empty(Directory.GetDirectories(Cache("two"), "*.part"));

        // What is in the cache needs no server.
        s3.Client().DeleteFolder(S3Address.Parse(data.Models));
        Assert.Equal(found, await Models("two").FindAsync(kept, default));
    }

    [SkippableFact]
    public async Task Find_ModelThatIsNotKept_IsNotThere() =>
        Assert.Equal(ErrorCode.ModelNotFound, (await Assert.ThrowsAsync<RedKubeException>(() => Models("one").FindAsync(Write("w", "c"), default))).Code);

    [SkippableFact]
    public async Task Find_OtherContentThanItsHash_IsRefused()
    {
        var kept = await Models("one").KeepAsync(Write("weights", "card"), default);
        s3.Client().Put(S3Address.Parse(kept.Path), "others"u8);

        Assert.Equal(ErrorCode.ModelUnreadable, (await Assert.ThrowsAsync<RedKubeException>(() => Models("two").FindAsync(kept, default))).Code);
        Assert.Empty(Directory.GetDirectories(Cache("two")));
    }

    private string Cache(string machine) => Path.Combine(folder, machine);

    private S3Models Models(string machine) => new(s3.Client(), data, new Files(), Cache(machine));

    private ModelRef Write(string weights, string card)
    {
        Directory.CreateDirectory(Path.Combine(folder, "own", "parts"));
        File.WriteAllText(Path.Combine(folder, "own", "m.onnx"), weights);
        File.WriteAllText(Path.Combine(folder, "own", "parts", "m.card.json"), card);
        return new Files().Inspect(Path.Combine(folder, "own", "m.onnx"));
    }

    /// <summary>Takes any file for a model.</summary>
    private sealed class Files : IDetectorFactory
    {
        public ModelRef Inspect(string path) => new(
            path, "m", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), new ModelCard { Kind = ModelKind.Ssd, Names = ["a"], Input = new ModelInput() });

        public IReadOnlyList<string> FilesOf(string path) => [Path.Combine(Path.GetDirectoryName(path)!, "parts", "m.card.json"), path];

        public IDetector Create(ModelRef model, DetectorOptions options) => throw new NotSupportedException();
    }
}
