using System.Text.Json.Nodes;

namespace RedKube.Deploy.Tests.Support;

/// <summary>Reads what may not be there.</summary>
internal static class Json
{
    /// <summary>The node at a path of names; null where one is missing.</summary>
    public static JsonNode? At(this JsonNode? node, params string[] path) => path.Aggregate(node, (current, name) => (current as JsonObject)?[name]);

    /// <summary>The value at a path as text; null where it is missing.</summary>
    public static string? Text(this JsonNode? node, params string[] path) => node.At(path)?.ToString();

    /// <summary>The items of the list at a path; none where it is missing.</summary>
    public static IEnumerable<JsonNode?> Items(this JsonNode? node, params string[] path) => node.At(path) as JsonArray ?? [];

    /// <summary>Whether the value at a path is this one of true and false.</summary>
    public static bool Is(this JsonNode? node, bool value, params string[] path) => node.At(path) is JsonValue found && found.TryGetValue<bool>(out var it) && it == value;

    /// <summary>The map of texts at a path.</summary>
    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, params string[] path) =>
        (node.At(path) as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
}
