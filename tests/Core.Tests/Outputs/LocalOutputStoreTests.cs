using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class LocalOutputStoreTests : OutputStoreContract
{
    protected override IOutputStore Outputs { get; } = new OutputStores(new LocalOutputStore(), new Dictionary<string, IOutputStore>());

    protected override string Root => Path.Combine(WorkFolder, "out");

    [Fact]
    public void Prepare_FolderThatCannotBeMade_IsRefused()
    {
        File.WriteAllText(Path.Combine(WorkFolder, "file"), "");

        Assert.Equal(
            ErrorCode.OutputNotWritable, Assert.Throws<RedKubeException>(() => Outputs.Prepare("output", Path.Combine(WorkFolder, "file", "out.geojson"))).Code);
    }

    [Fact]
    public void Stamp_UnknownScheme_IsRefused() =>
        Assert.Equal(ErrorCode.OutputNotWritable, Assert.Throws<RedKubeException>(() => Outputs.Stamp("gs://bucket/out.geojson")).Code);
}
