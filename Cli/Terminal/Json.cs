using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RedKube.Cli.Terminal;

/// <summary>JSON for other programs: snake_case keys, indented, missing values left out.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A value as JSON text.</summary>
    /// <param name="value">A record or an anonymous type.</param>
    public static string Of(object value) => JsonSerializer.Serialize(value, Options);
}
