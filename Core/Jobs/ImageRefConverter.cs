using System.Text.Json;
using System.Text.Json.Serialization;
using RedKube.Core.Imagery;

namespace RedKube.Core.Jobs;

/// <summary>An image's public address as text; with its title, where it has one, as <c>{"uri":"/data/uploads/1/image","title":"harbour.tif"}</c>.</summary>
internal sealed class ImageRefConverter : JsonConverter<ImageRef>
{
    /// <inheritdoc/>
    public override ImageRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ImageRef(reader.GetString()!);
        }

        string? uri = null, title = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUri = reader.ValueTextEquals("uri"u8);
            var isTitle = reader.ValueTextEquals("title"u8);
            reader.Read();
            uri = isUri ? reader.GetString() : uri;
            title = isTitle ? reader.GetString() : title;
        }

        return new ImageRef(uri ?? throw new JsonException("An image must have a uri.")) { Title = title };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImageRef value, JsonSerializerOptions options)
    {
        if (value.Title is null)
        {
            writer.WriteStringValue(value.PublicUri);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("uri"u8, value.PublicUri);
        writer.WriteString("title"u8, value.Title);
        writer.WriteEndObject();
    }
}
