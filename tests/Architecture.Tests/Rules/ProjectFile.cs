using System.Xml.Linq;

namespace RedKube.Architecture.Tests.Rules;

/// <summary>What a project file refers to.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Parse(string path, string xml)
    {
        var items = XDocument.Parse(xml).Descendants().ToList();
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(RepositoryFiles.Root, path))!;
        return new ProjectFile(
            path,
            [.. Includes("ProjectReference").Select(include => Relative(System.IO.Path.Combine(folder, include)))],
            [.. Includes("PackageReference")]);

        IEnumerable<string> Includes(string kind) =>
            items.Where(item => item.Name.LocalName == kind).Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'));
    }

    /// <summary>The part of the system that a project is: its folder, or its folder below Adapters.</summary>
    public static string PartOf(string projectPath) => System.IO.Path.GetDirectoryName(projectPath)!.Replace('\\', '/');

    private static string Relative(string full) =>
        System.IO.Path.GetRelativePath(RepositoryFiles.Root, System.IO.Path.GetFullPath(full)).Replace('\\', '/');
}
