using System.Text.Json;
using System.Text.Json.Serialization;
using RedKube.Core.Imagery;

namespace RedKube.Core.Jobs;

/// <summary>An address as text, without user, password and query.</summary>
internal sealed class PublicUriConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(ImageUris.WithoutSecrets(value));
}
