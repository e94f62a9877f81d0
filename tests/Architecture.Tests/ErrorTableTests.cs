using RedKube.Core.Errors;

namespace RedKube.Architecture.Tests;

public sealed class ErrorTableTests
{
    /// <summary>Rows of the form `| RK1001 | BadInput | OptionOutOfRange | meaning | what to do |`.</summary>
    private readonly List<string[]> _rows =
        [.. RepositoryFiles.Read("docs/errors.md").Split('\n')
            .Where(line => line.StartsWith("| RK", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void Table_HoldsEveryCodeOnceInOrderWithItsKind() =>
        Assert.Equal(
            Enum.GetValues<ErrorCode>().Order().Select(code => $"{code.Text()} {code.Kind()} {code}"),
            _rows.Select(row => string.Join(' ', row.Take(3))));

    [Fact]
    public void Table_SaysOfEachCodeWhatItMeansAndWhatToDo() =>
        Assert.All(_rows, row =>
        {
            Assert.Equal(5, row.Length);
            Assert.All(row, cell => Assert.NotEmpty(cell));
        });
}
