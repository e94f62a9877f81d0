using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

/// <summary>What every place for outputs promises.</summary>
public abstract class OutputStoreContract : IDisposable
{
    private const string Job = "0123456789abcdef";

    protected abstract IOutputStore Outputs { get; }

    /// <summary>An empty place for the outputs of this test.</summary>
    protected abstract string Root { get; }

    protected string WorkFolder { get; } = Directory.CreateTempSubdirectory("redkube-outputs-").FullName;

    private string Output => StorageAddress.Combine(Root, "out.geojson");

    [SkippableFact]
    public void Place_Nothing_AppearsWithItsStamp()
    {
        Outputs.Prepare("output", Output);
        Assert.Null(Outputs.Stamp(Output));

        var part = Part("first");
        var stamp = AtomicFile.Stamp(part);
        Outputs.Place(part, Output, null);

        Assert.Equal(stamp, Outputs.Stamp(Output));
        Assert.False(File.Exists(part));
        Assert.EndsWith(".geojson", part, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Place_ForeignFile_IsRefusedAndLeft()
    {
        Outputs.Prepare("output", Output);
        Outputs.Write(Output, "foreign"u8);
        var foreign = Outputs.Stamp(Output);

        Assert.NotNull(foreign);
        Assert.Equal(ErrorCode.OutputForeign, Assert.Throws<RedKubeException>(() => Outputs.Place(Part("ours"), Output, null)).Code);
        Assert.Equal(ErrorCode.OutputForeign, Assert.Throws<RedKubeException>(() => Outputs.Place(Part("ours"), Output, new OutputStamp(7, "other"))).Code);
        Assert.Equal(foreign, Outputs.Stamp(Output));
    }

    [SkippableFact]
    public void Place_WhatMayBeReplaced_IsReplaced()
    {
        Outputs.Prepare("output", Output);
        Outputs.Write(Output, "foreign"u8);
        Outputs.Place(Part("first"), Output, Outputs.Stamp(Output));
        var second = Part("second");
        var stamp = AtomicFile.Stamp(second);
        Outputs.Place(second, Output, Outputs.Stamp(Output));

        Assert.Equal(stamp, Outputs.Stamp(Output));
    }

    [SkippableFact]
    public void Place_WhatMayBeReplacedIsGone_Appears()
    {
        Outputs.Prepare("output", Output);
        Outputs.Place(Part("first"), Output, new OutputStamp(7, "gone"));

        Assert.NotNull(Outputs.Stamp(Output));
    }

    [SkippableFact]
    public void DeleteParts_OfOneJob_LeavesThoseOfOthers()
    {
        Outputs.Prepare("output", Output);
        var own = Part("left over");
        var other = Outputs.PartPath(Output, "fedcba9876543210", "1a", WorkFolder);
        File.WriteAllText(other, "of another job");

        Outputs.DeleteParts(Output, Job, WorkFolder);

        Assert.NotEqual(own, Outputs.PartPath(Output, Job, "2b", WorkFolder));
        Assert.Equal((false, true), (File.Exists(own), File.Exists(other)));
    }

    [SkippableFact]
    public void Write_Again_Replaces()
    {
        Outputs.Prepare("report", Output);
        Outputs.Write(Output, "first"u8);
        var first = Outputs.Stamp(Output);
        Outputs.Write(Output, "other"u8);

        Assert.NotEqual(first, Outputs.Stamp(Output));
        Assert.Equal(5, Outputs.Stamp(Output)!.Bytes);
    }

    public void Dispose()
    {
        Directory.Delete(WorkFolder, recursive: true);
        CleanUp();
        GC.SuppressFinalize(this);
    }

    protected virtual void CleanUp()
    {
        // Most have nothing else.
    }

    protected string Part(string content)
    {
        var part = Outputs.PartPath(Output, Job, "1a", WorkFolder);
        File.WriteAllText(part, content);
        return part;
    }
}
