using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RedKube.Deploy.Tests.Support;

/// <summary>YAML as JSON, by the core schema: plain true, false, null and whole numbers are what they look like, all else is text.</summary>
internal static partial class Yaml
{
    public static IReadOnlyList<JsonObject> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => ToJson(document.RootNode)).OfType<JsonObject>()];
    }

    /// <summary>Parses a template of a chart, whose expressions are kept as text: <c>port: {{ .Values.port | int }}</c> is no YAML before Helm has run.</summary>
    public static IReadOnlyList<JsonObject> ParseTemplate(string text) => Parse(BareExpression().Replace(text, "'{{ $1 }}'"));

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException($"unknown node {node.GetType()}"),
    };

    private static JsonValue? Plain(string value) => value switch
    {
        "" or "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(value),
    };

    [GeneratedRegex(@"(?<=: )\{\{ (.*?) \}\}(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex BareExpression();
}
