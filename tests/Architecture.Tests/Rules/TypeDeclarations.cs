using System.Text.RegularExpressions;

namespace RedKube.Architecture.Tests.Rules;

/// <summary>The types that a file declares at its top level.</summary>
internal static partial class TypeDeclarations
{
    /// <summary>Faults of one file: a second public type, or a type with the name of its namespace.</summary>
    public static IEnumerable<string> Faults(string path, string source)
    {
        var types = Declaration().Matches(source).Select(match => (Access: match.Groups["access"].Value, Name: match.Groups["name"].Value)).ToList();
        var open = types.Where(type => type.Access == "public").Select(type => type.Name).ToList();
        if (open.Count > 1)
        {
            yield return $"{path}: declares {open.Count} public types: {string.Join(", ", open)}";
        }

        var last = NamespaceEnd().Match(source).Groups[1].Value;
        foreach (var (_, name) in types.Where(type => type.Name == last))
        {
            yield return $"{path}: type {name} has the name of its namespace";
        }
    }

    [GeneratedRegex(
        @"^(?<access>public|internal|file)(?: (?:static|sealed|abstract|partial|readonly|ref|unsafe))* (?:class|record struct|record|struct|interface|enum|delegate [\w<>?\[\]]+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace (?:\w+\.)*(\w+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceEnd();
}
