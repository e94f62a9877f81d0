namespace RedKube.Cli.Tests.Help;

/// <summary>docs/cli.md against the program.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void CommandLines_OfThePage_Parse()
    {
        var lines = Page().Split('\n').Where(static l => l.StartsWith("redkube ", StringComparison.Ordinal)).ToArray();

        Assert.True(lines.Length >= 5);
        Assert.All(lines, HelpPageTests.AssertParses);
    }

    [Fact]
    public void Commands_AllOfThem_AreOnThePage()
    {
        var page = Page();

        Assert.All(CommandLine.Create().Subcommands, c => Assert.Contains($"`redkube {c.Name}", page, StringComparison.Ordinal));
    }

    private static string Page()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "cli.md");
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        throw new FileNotFoundException("docs/cli.md is not above the tests.");
    }
}
