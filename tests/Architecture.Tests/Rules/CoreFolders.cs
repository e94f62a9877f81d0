using System.Text.RegularExpressions;

namespace RedKube.Architecture.Tests.Rules;

/// <summary>Core's folders follow the data: a folder uses only folders before it.</summary>
internal static partial class CoreFolders
{
    /// <summary>Each folder with the last part of its namespace, in the order of the data.</summary>
    public static readonly IReadOnlyList<(string Folder, string Namespace)> InOrder =
    [
        ("Errors", "Errors"), ("Geometry", "Geometry"), ("Imagery", "Imagery"), ("Planning", "Planning"), ("Detection", "Detections"),
        ("Merging", "Merging"), ("Outputs", "Outputs"), ("Scoring", "Scoring"), ("Jobs", "Jobs"),
    ];

    /// <summary>What is wrong with one file of Core.</summary>
    /// <param name="path">Its path below the root.</param>
    /// <param name="source">Its text.</param>
    public static IEnumerable<string> Faults(string path, string source)
    {
        var parts = path.Split('/');
        var own = InOrder.ToList().FindIndex(entry => parts.Length > 2 && entry.Folder == parts[1]);
        if (own < 0)
        {
            yield return $"{path}: stands in no known folder of Core";
            yield break;
        }

        var stated = NamespaceLine().Match(source).Groups[1].Value;
        var expected = $"RedKube.Core.{InOrder[own].Namespace}";
        if (stated != expected && !stated.StartsWith(expected + ".", StringComparison.Ordinal))
        {
            yield return $"{path}: found namespace {stated}, expected {expected}";
        }

        foreach (var (folder, later) in InOrder.Skip(own + 1))
        {
            if (Regex.IsMatch(source, $@"RedKube\.Core\.{later}\b") || UsesByShortName(source, folder, later))
            {
                yield return $"{path}: uses {later}, which comes after it";
            }
        }
    }

    // Core's namespaces see each other without a using: Outputs.Feature.
    private static bool UsesByShortName(string source, string folder, string later) =>
        Regex.Matches(source, $@"^(?!\s*//).*(?<![\w.]){later}\.(?<type>[A-Z]\w*)", RegexOptions.Multiline)
            .Any(match => File.Exists(Path.Combine(RepositoryFiles.Root, "Core", folder, match.Groups["type"].Value + ".cs")));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
