using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Services.Tests.Fakes;

namespace RedKube.Services.Tests.Pipeline;

public sealed class ResumeTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Submit_FinishedJob_HasNothingToDo()
    {
        await Run();
        var written = File.GetLastWriteTimeUtc(bench.Output);
        var model = new SquaresModel();

        var outcome = await bench.RunAsync(model, bench.Request());

        Assert.True(outcome.WasDone);
        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(0, model.Runs);
        Assert.Equal(written, File.GetLastWriteTimeUtc(bench.Output));
    }

    [Fact]
    public async Task Submit_ForeignOutput_IsRefusedAndUntouched()
    {
        await File.WriteAllTextAsync(bench.Output, "mine");

        var error = await Assert.ThrowsAsync<RedKubeException>(Run);

        Assert.Equal(ErrorCode.OutputForeign, error.Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(bench.Output));
    }

    [Fact]
    public async Task Submit_OtherOptions_IsRefusedWithoutFresh()
    {
        await Run();
        var other = bench.Request(new DetectOptions { TileSize = 100, RegionSize = 512 });

        Assert.Equal(ErrorCode.OutputForeign, (await Assert.ThrowsAsync<RedKubeException>(() => bench.RunAsync(new SquaresModel(), other))).Code);

        var fresh = await bench.RunAsync(new SquaresModel(), other with { Fresh = true });
        Assert.Equal(JobState.Done, fresh.State);
        Assert.False(fresh.WasDone);
    }

    [Fact]
    public async Task Submit_ChangedOutput_IsRefused()
    {
        await Run();
        await File.AppendAllTextAsync(bench.Output, " ");

        Assert.Equal(ErrorCode.OutputForeign, (await Assert.ThrowsAsync<RedKubeException>(Run)).Code);
    }

    [Fact]
    public async Task Submit_ImageChanged_IsAnotherJob()
    {
        await Run();
        bench.Image.Version = "2";

        Assert.Equal(ErrorCode.OutputForeign, (await Assert.ThrowsAsync<RedKubeException>(Run)).Code);
    }

    [Fact]
    public async Task Submit_OutputDeleted_IsDoneAgain()
    {
        await Run();
        var bytes = await File.ReadAllBytesAsync(bench.Output);
        File.Delete(bench.Output);

        var outcome = await Run();

        Assert.False(outcome.WasDone);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(bench.Output));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(70)]
    [InlineData(-1)]
    public async Task Submit_TornResult_IsDoneAgain(int length)
    {
        var first = await bench.RunAsync(new SquaresModel(), bench.Request() with { KeepWork = true });
        var bytes = await File.ReadAllBytesAsync(bench.Output);
        File.Delete(bench.Output);
        var torn = Directory.GetFiles(bench.Output + ".redkube/results/r000001").Single();
        await using (var file = new FileStream(torn, FileMode.Open))
        {
            file.SetLength(length < 0 ? file.Length - 1 : length);
        }

        var outcome = await Run();

        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(first.Report!.Regions - 1, outcome.Report!.RegionsKept);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(bench.Output));
    }

    [Fact]
    public async Task Submit_FolderOfALiveProcess_IsRefusedWithHostAndProcess()
    {
        Directory.CreateDirectory(bench.Output + ".redkube");
        using var held = new LocalJobFolders().Open(bench.Output + ".redkube").Lock();

        var error = await Assert.ThrowsAsync<RedKubeException>(Run);

        Assert.Equal(ErrorCode.JobFolderLocked, error.Code);
        Assert.Contains($"{Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Credentials_AreNotStored()
    {
        var request = bench.Request() with { Image = new("https://me:secret@host/squares.tif?sig=secret"), KeepWork = true, ReportPath = bench.Output + ".report.json" };

        await bench.RunAsync(new SquaresModel(), request);

        foreach (var file in Directory.GetFiles(bench.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
    }

    private Task<JobOutcome> Run() => bench.RunAsync();
}
