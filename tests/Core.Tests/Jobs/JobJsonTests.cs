using System.Text;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class JobJsonTests
{
    private static readonly Job Job = SampleJob.Job;

    [Fact]
    public void Read_WhatWriteGave_WritesTheSame()
    {
        var bytes = JobJson.Write(Job);
        var read = JobJson.Read(bytes, "job.json");

        Assert.Equal(bytes, JobJson.Write(read));
        Assert.Equal(Job.Plan!.Ranges, read.Plan!.Ranges);
        Assert.Equal(Job.Missing, read.Missing);
        Assert.Equal(Job.Options.Nodata, read.Options.Nodata);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ImageWithTitle_KeepsItAndOnlyTheAddressIsTextOtherwise()
    {
        var titled = JobJson.Read(JobJson.Write(Job with { Image = new ImageRef("/data/uploads/1/content") { Title = "harbour.tif" } }), "job.json");
        var plain = Encoding.UTF8.GetString(JobJson.Write(Job with { Image = new ImageRef("/data/a.tif") }));

        Assert.Equal("harbour.tif", titled.Image.Name);
        Assert.Equal("/data/uploads/1/content", titled.Image.Uri);
        Assert.Contains("\"image\": \"/data/a.tif\"", plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    public void Read_Damaged_IsRefused(string text) => Assert.Equal(
        ErrorCode.JobFolderUnreadable, Assert.Throws<RedKubeException>(() => JobJson.Read(Encoding.UTF8.GetBytes(text), "job.json")).Code);

    [Fact]
    public void Read_NewerVersion_IsRefused() => Assert.Equal(
        ErrorCode.JobFolderUnreadable, Assert.Throws<RedKubeException>(() => JobJson.Read(JobJson.Write(Job with { Version = 2 }), "job.json")).Code);
}
