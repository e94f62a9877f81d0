using RedKube.Cli.Terminal;

namespace RedKube.Cli.Tests.Terminal;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(1234567, "1.2 MB")]
    [InlineData(99_960_000, "100 MB")]
    [InlineData(999_600_000, "1 GB")]
    [InlineData(3.5e13, "35 TB")]
    public void Bytes_Number_ReadsAsPeopleSay(double bytes, string expected) => Assert.Equal(expected, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7_260, "2 h 01 min")]
    [InlineData(200_000, "2 d 7 h")]
    public void Time_Seconds_ReadsAsPeopleSay(double seconds, string expected) => Assert.Equal(expected, Quantity.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "1 tile")]
    [InlineData(0, "0 tiles")]
    [InlineData(12345, "12,345 tiles")]
    public void Count_Number_TakesTheRightWord(long number, string expected) => Assert.Equal(expected, Quantity.Count(number, "tile"));
}
