namespace RedKube.Core.Outputs;

/// <summary>Follows symbolic links.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path with every link in it replaced by what it leads to; parts that do not exist stay.</summary>
    /// <param name="path">A full path.</param>
    public static string Of(string path) => Of(path, MostLinks);

    private static string Of(string path, int left)
    {
        var root = Path.GetPathRoot(path)!;
        var here = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            here = Path.Combine(here, part);
            var info = new FileInfo(here);
            if (info.LinkTarget is { } target)
            {
                // A loop of links leads nowhere; its last name is as good as any and is refused for not existing.
                here = left > 0 ? Of(Path.GetFullPath(target, Path.GetDirectoryName(here)!), left - 1) : here;
            }
        }

        return here;
    }
}
