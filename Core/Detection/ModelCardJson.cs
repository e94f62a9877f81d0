using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RedKube.Core.Detections;

/// <summary>Cards as JSON text. docs/model-card.schema.json is their schema.</summary>
public static class ModelCardJson
{
    /// <summary>The card's file beside a model: ship.onnx → ship.card.json.</summary>
    /// <param name="modelPath">Path of the model.</param>
    public static string PathBeside(string modelPath) => Path.ChangeExtension(modelPath, ".card.json");

    /// <summary>Writes a card with all that it says, indented, without a line end at its end.</summary>
    /// <param name="card">The card.</param>
    public static string Write(ModelCard card)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            Write(json, card);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads a card that says everything; what <see cref="Write(ModelCard)"/> wrote comes back the same.</summary>
    /// <param name="json">The card's text.</param>
    /// <param name="signature">The graph it belongs to; what the card leaves out is recognised from it.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="Errors.RedKubeException">RK3003, RK3005.</exception>
    public static ModelCard Read(string json, ModelSignature signature, string file) => ModelCards.Resolve(signature, json, file);

    private static void Write(Utf8JsonWriter json, ModelCard card)
    {
        json.WriteStartObject();
        json.WriteNumber("version", card.Version);
        json.WriteString("kind", card.Kind.Text());
        List(json, "names", card.Names, json.WriteStringValue);
        json.WriteStartObject("input");
        Input(json, card.Input);
        json.WriteEndObject();
        if (card.Bands is { } bands)
        {
            List(json, "bands", bands, json.WriteNumberValue);
        }

        Optional(json, "range", card.Range);
        Optional(json, "confidence", card.Confidence);
        Optional(json, "nms_iou", card.NmsIou);
        if (card.GsdMetres is { } gsd)
        {
            json.WriteNumber("gsd_m", gsd);
        }

        Optional(json, "licence", card.Licence);
        Optional(json, "source", card.Source);
        json.WriteEndObject();
    }

    private static void Input(Utf8JsonWriter json, ModelInput input)
    {
        if (input.Width is { } width)
        {
            json.WriteNumber("width", width);
        }

        if (input.Height is { } height)
        {
            json.WriteNumber("height", height);
        }

        json.WriteString("layout", input.ChannelsLast ? "nhwc" : "nchw");
        json.WriteString("type", ModelCardReader.Elements[(int)input.Element]);
        json.WriteString("order", input.ReverseBands ? "bgr" : "rgb");
        json.WriteNumber("scale", input.Scale);
        if (input.Mean.Count > 0)
        {
            List(json, "mean", input.Mean, json.WriteNumberValue);
        }

        if (input.Std.Count > 0)
        {
            List(json, "std", input.Std, json.WriteNumberValue);
        }

        json.WriteNumber("pad", input.Pad);
    }

    private static void List<T>(Utf8JsonWriter json, string key, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }

    private static void Optional(Utf8JsonWriter json, string key, float? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }
}
