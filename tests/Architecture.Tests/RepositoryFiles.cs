using System.Text.RegularExpressions;

namespace RedKube.Architecture.Tests;

/// <summary>The files of the repository that this test run was built from, without what builds leave behind.</summary>
internal static partial class RepositoryFiles
{
    private static readonly string[] NotOurs = [".git", ".redkube", "artifacts", "node_modules", "closed"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths below the root with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Matching(string pattern) =>
        [.. Find(Root, pattern).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The C# files of the product: everything but tests, benchmarks and build tools.</summary>
    public static IReadOnlyList<string> ProductSources() => [.. Matching("*.cs").Where(path => !OutsideProduct().IsMatch(path))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Find(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !NotOurs.Contains(Path.GetFileName(child)))
                .SelectMany(child => Find(child, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RedKube.slnf")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no RedKube.slnf above {AppContext.BaseDirectory}");
    }

    [GeneratedRegex("^(tests|bench|eng|samples)/")]
    private static partial Regex OutsideProduct();
}
