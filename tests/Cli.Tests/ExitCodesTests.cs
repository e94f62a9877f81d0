using RedKube.Core.Errors;

namespace RedKube.Cli.Tests;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(ErrorCode.OptionOutOfRange, 2)]
    [InlineData(ErrorCode.OptionsConflict, 2)]
    [InlineData(ErrorCode.FormatUnknown, 2)]
    [InlineData(ErrorCode.OverlapNotSmallerThanTile, 3)]
    [InlineData(ErrorCode.AreaUnreadable, 3)]
    [InlineData(ErrorCode.AreaOutsideImage, 3)]
    [InlineData(ErrorCode.ImageNotFound, 3)]
    [InlineData(ErrorCode.SampleTypeUnsupported, 3)]
    [InlineData(ErrorCode.ImageStorageAway, 1)]
    [InlineData(ErrorCode.ModelNotRecognised, 3)]
    [InlineData(ErrorCode.DeviceNotThere, 1)]
    [InlineData(ErrorCode.OutputNotWritable, 1)]
    [InlineData(ErrorCode.OutputForeign, 3)]
    [InlineData(ErrorCode.JobFolderLocked, 3)]
    [InlineData(ErrorCode.NoSpace, 1)]
    [InlineData(ErrorCode.QueueAway, 1)]
    [InlineData(ErrorCode.Bug, 1)]
    public void Of_ErrorCode_IsTheShellsCode(ErrorCode code, int expected) => Assert.Equal(expected, ExitCodes.Of(code));

    [Theory]
    [InlineData(0, new[] { 0, 0 })]
    [InlineData(4, new[] { 0, 4 })]
    [InlineData(3, new[] { 4, 3, 0 })]
    [InlineData(1, new[] { 0, 3, 1, 4 })]
    [InlineData(130, new[] { 1, 130 })]
    public void Worst_SeveralJobs_IsTheFirstOf1340(int expected, int[] codes) => Assert.Equal(expected, ExitCodes.Worst(codes));
}
