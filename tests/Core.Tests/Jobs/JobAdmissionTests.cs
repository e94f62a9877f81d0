using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Jobs;

public sealed class JobAdmissionTests
{
    private static readonly OutputStamp Own = new(10, "own");
    private static readonly OutputStamp Foreign = new(10, "foreign");
    private static readonly Job Wanted = new()
    {
        Id = new JobId("id"),
        Key = "key",
        Image = new ImageRef("a.tif"),
        ContentVersion = "1",
        Model = new ModelRef("m.onnx", "m", "h", new ModelCard { Kind = ModelKind.Ssd, Names = ["a"], Input = new ModelInput() }),
        Options = new DetectOptions(),
        OutputPath = "out.geojson",
        Format = "geojson",
        Folder = "out.geojson.redkube",
    };

    [Fact]
    public void Admit_Nothing_Begins() => Assert.Equal(Wanted, JobAdmission.Admit(Wanted, null, false, null, false));

    [Fact]
    public void Admit_DoneWithItsOutput_IsFinished() =>
        Assert.Equal(JobState.Done, JobAdmission.Admit(Wanted, Wanted with { State = JobState.Done, Output = Own }, false, Own, false).State);

    [Theory]
    [InlineData(JobState.Partial)]
    [InlineData(JobState.Merging)]
    public void Admit_OwnOutputNotDone_GoesOnAndReplacesIt(JobState state)
    {
        var job = JobAdmission.Admit(Wanted, Wanted with { State = state, Output = Own }, true, Own, false);

        Assert.Equal((JobState.Queued, Own), (job.State, job.Replaces));
    }

    [Fact]
    public void Admit_DoneButOutputGone_BeginsAgain() =>
        Assert.Equal(JobState.Queued, JobAdmission.Admit(Wanted, Wanted with { State = JobState.Done, Output = Own }, false, null, false).State);

    [Fact]
    public void Admit_ForeignOutput_IsRefusedUnlessFresh()
    {
        Refused(null, false, Foreign);
        Refused(Wanted with { State = JobState.Done, Output = Own }, false, Foreign);
        Refused(Wanted with { State = JobState.Running }, true, Foreign);
        Assert.Equal(Foreign, JobAdmission.Admit(Wanted, null, false, Foreign, true).Replaces);
    }

    [Fact]
    public void Admit_AnotherJobsFolder_IsRefusedWhereWorkWouldBeLost()
    {
        var other = Wanted with { Key = "other", State = JobState.Running };
        Refused(other, true, null);
        Refused(other with { State = JobState.Done, Output = Own }, false, Own);
        Assert.Equal(JobState.Queued, JobAdmission.Admit(Wanted, other, false, null, false).State);
    }

    [Fact]
    public void Admit_RunThatWasToReplaceAFile_StillMay() =>
        Assert.Equal(Foreign, JobAdmission.Admit(Wanted, Wanted with { State = JobState.Running, Replaces = Foreign }, true, Foreign, false).Replaces);

    private static void Refused(Job? stored, bool results, OutputStamp? output) =>
        Assert.Equal(ErrorCode.OutputForeign, Assert.Throws<RedKubeException>(() => JobAdmission.Admit(Wanted, stored, results, output, false)).Code);
}
