using System.Text.RegularExpressions;

namespace RedKube.Architecture.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Links_BetweenPages_LeadSomewhere()
    {
        var links =
            from page in RepositoryFiles.Matching("*.md")
            from Match link in Link().Matches(RepositoryFiles.Read(page))
            select (Page: page, Target: link.Groups["target"].Value);

        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(link.Page)!, link.Target)));
    }

    [Fact]
    public void Index_OfTheDocumentation_NamesEveryPage()
    {
        var index = RepositoryFiles.Read("docs/README.md");

        Assert.All(
            Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md").Select(page => Path.GetFileName(page)).Where(page => page != "README.md"),
            page => Assert.Contains($"({page})", index, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)(?<target>[^)#\s]+)")]
    private static partial Regex Link();
}
