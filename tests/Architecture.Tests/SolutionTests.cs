using System.Text.Json;
using System.Text.RegularExpressions;

namespace RedKube.Architecture.Tests;

public sealed partial class SolutionTests
{
    private readonly List<string> _inSolution =
        [.. ProjectLine().Matches(RepositoryFiles.Read("RedKube.Aspire.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>After a project is added or removed, eng/solution.sh writes both files anew.</summary>
    [Fact]
    public void Solution_HoldsEveryProject() => Assert.Equal(RepositoryFiles.Matching("*.csproj"), _inSolution);

    [Fact]
    public void Filter_HoldsEveryProject()
    {
        using var filter = JsonDocument.Parse(RepositoryFiles.Read("RedKube.slnf"));
        var named = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(project => project.GetString()!.Replace('\\', '/'));

        Assert.Equal(_inSolution, named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^Project\(""[^""]+""\) = ""[^""]+"", ""([^""]+\.csproj)""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
