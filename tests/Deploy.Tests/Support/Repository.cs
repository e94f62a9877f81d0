namespace RedKube.Deploy.Tests.Support;

/// <summary>The repository that this test run was built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", ".redkube", "artifacts", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static string At(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Files below a folder, sorted, without what builds and tools leave behind.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Find(At(folder), pattern).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Find(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(
            Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))).SelectMany(child => Find(child, pattern)));

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
}
