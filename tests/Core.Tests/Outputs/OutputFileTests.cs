using System.Globalization;
using System.Text;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class OutputFileTests
{
    [Theory]
    [InlineData(0, 8, "0")]
    [InlineData(-0.000000001, 8, "0")]
    [InlineData(-0.00000001, 8, "-0.00000001")]
    [InlineData(180, 8, "180")]
    [InlineData(-179.5, 8, "-179.5")]
    [InlineData(15.123456786, 8, "15.12345679")]
    [InlineData(1234567.8905, 3, "1234567.89")]
    [InlineData(0.0005, 3, "0")]
    [InlineData(0.0015, 3, "0.002")]
    [InlineData(1e20, 3, "1E+20")]
    public void Format_Number_IsRoundedAndShort(double value, int decimals, string expected) => Assert.Equal(expected, Format(value, decimals));

    [Fact]
    public void Format_RandomNumbers_AreWithinHalfAStep()
    {
        const int seed = 7;
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * 360;
            var text = Format(value, 8);
            Assert.True(Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - value) <= 5.0001e-9, $"seed {seed}: {value:R} gave {text}");
            Assert.False(text.Contains('.', StringComparison.Ordinal) && text.EndsWith('0'), text);
        }
    }

    [Fact]
    public void Write_MoreThanTheBuffer_ArrivesWhole()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = new OutputFile(path))
            {
                file.Write(new string('x', 200_000));
                file.Write(12L);
                file.Complete();
            }

            Assert.Equal(new string('x', 200_000) + "12", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Format(double value, int decimals)
    {
        Span<byte> text = stackalloc byte[64];
        return Encoding.ASCII.GetString(text[..OutputFile.Format(value, decimals, text)]);
    }
}
