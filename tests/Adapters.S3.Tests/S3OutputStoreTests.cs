using RedKube.Core.Errors;
using RedKube.Core.Outputs;
using RedKube.Core.Tests.Outputs;

namespace RedKube.Adapters.S3.Tests;

public sealed class S3OutputStoreTests(S3Fixture s3) : OutputStoreContract, IClassFixture<S3Fixture>
{
    private const int Large = 20 << 20;

    protected override IOutputStore Outputs => s3.Storage().Outputs;

    protected override string Root { get; } = S3Fixture.NewFolder();

    [SkippableFact]
    public void Place_LargeFile_ArrivesWhole()
    {
        var (part, stamp) = LargePart();
        Outputs.Place(part, Address, null);

        Assert.Equal(stamp, Outputs.Stamp(Address));
        Assert.Equal(stamp, Downloaded());
    }

    [SkippableFact]
    public void Place_CutOffInTheMiddle_LeavesNothingAndGoesThroughLater()
    {
        var (part, stamp) = LargePart();
        using var cut = new CuttingProxy(s3.Server.Port, Large / 2);
        using var storage = s3.Storage(cut.Endpoint);

        var fault = Assert.Throws<RedKubeException>(() => storage.Outputs.Place(part, Address, null));

        Assert.Equal((ErrorCode.StorageAway, FailureKind.Transient), (fault.Code, fault.Kind));
        Assert.True(cut.WasCut);
        Assert.Null(Outputs.Stamp(Address));
        (part, stamp) = LargePart();
        Outputs.Place(part, Address, null);
        Assert.Equal(stamp, Downloaded());
    }

    [SkippableFact]
    public void Prepare_NoBucket_SaysSo()
    {
        var fault = Assert.Throws<RedKubeException>(() => Outputs.Prepare("output", "s3://nowhere/out.geojson"));

        Assert.Equal(ErrorCode.OutputNotWritable, fault.Code);
        Assert.Contains("has no bucket nowhere", fault.Message, StringComparison.Ordinal);
        Assert.Contains(s3.Server.Endpoint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("has no bucket nowhere", Assert.Throws<RedKubeException>(() => Outputs.Write("s3://nowhere/out.json", "x"u8)).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("s3://")]
    [InlineData("s3:///out.geojson")]
    [InlineData("s3://redkube")]
    [InlineData("s3://redkube/")]
    public void Prepare_NoFile_IsRefused(string address) =>
        Assert.Equal(ErrorCode.OutputNotWritable, Assert.Throws<RedKubeException>(() => Outputs.Prepare("output", address)).Code);

    [SkippableFact]
    public void Prepare_UnknownUser_SaysThatAccessIsRefused()
    {
        using var storage = s3.Storage(user: "nobody");
        var fault = Assert.Throws<RedKubeException>(() => storage.Outputs.Prepare("output", Address));

        Assert.Equal(ErrorCode.OutputNotWritable, fault.Code);
        Assert.Contains("refused access", fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Stamp_ServerAway_IsTransientAndGoesOnOnceItIsBack()
    {
        using var own = RedKube.Tests.Shared.S3Server.StartOrSkip();
        using var storage = s3.Storage(own.Endpoint);
        storage.Outputs.Write(Address, "here"u8);
        own.Stop();

        var fault = Assert.Throws<RedKubeException>(() => storage.Outputs.Stamp(Address));

        Assert.Equal((ErrorCode.StorageAway, FailureKind.Transient), (fault.Code, fault.Kind));
        own.Start();
        Assert.Equal(4, storage.Outputs.Stamp(Address)!.Bytes);
    }

    private string Address => StorageAddress.Combine(Root, "large.gpkg");

    private (string Part, OutputStamp Stamp) LargePart()
    {
        var part = Outputs.PartPath(Address, "0123456789abcdef", "1a", WorkFolder);
        var bytes = new byte[Large];
        new Random(7).NextBytes(bytes);
        File.WriteAllBytes(part, bytes);
        return (part, AtomicFile.Stamp(part)!);
    }

    private OutputStamp Downloaded()
    {
        using var client = s3.Client();
        var file = Path.Combine(WorkFolder, "downloaded");
        Assert.True(client.Download(S3Address.Parse(Address), file));
        return AtomicFile.Stamp(file)!;
    }
}
