using System.Text.Encodings.Web;
using System.Text.Json;

namespace RedKube.Cli.Terminal;

/// <summary>JSON for other programs: snake_case keys, indented.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A value as JSON text.</summary>
    /// <param name="value">A record or an anonymous type.</param>
    public static string Of(object value) => JsonSerializer.Serialize(value, Options);
}
