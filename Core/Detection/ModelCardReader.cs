using System.Globalization;
using System.Text.Json;
using RedKube.Core.Errors;

namespace RedKube.Core.Detections;

/// <summary>Reads a card file. Unknown keys are errors, so that a misspelt one is not lost in silence.</summary>
internal sealed class ModelCardReader
{
    /// <summary>Keys of a card.</summary>
    public static readonly string[] Keys = ["version", "kind", "names", "input", "bands", "range", "confidence", "nms_iou", "gsd_m", "licence", "source"];

    /// <summary>Keys of its input.</summary>
    public static readonly string[] InputKeys = ["width", "height", "layout", "type", "order", "scale", "mean", "std", "pad"];

    /// <summary>Element types as cards spell them, in the order of <see cref="InputElement"/>.</summary>
    public static readonly string[] Elements = ["float32", "float16", "uint8"];

    private readonly string file;

    private ModelCardReader(string file) => this.file = file;

    /// <summary>Reads a card's text.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="RedKubeException">RK3005.</exception>
    public static ModelCardDraft Read(string json, string file)
    {
        var reader = new ModelCardReader(file);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return reader.Card(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new RedKubeException(ErrorCode.ModelCardInvalid, $"{file} is no JSON: {e.Message}", e);
        }
    }

    private ModelCardDraft Card(JsonElement root)
    {
        var draft = ModelCardDraft.Empty;
        var versioned = false;
        foreach (var (key, value) in Members(root, "", Keys))
        {
            versioned |= key == "version";
            draft = key switch
            {
                "version" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var version) && version == 1 ? draft : throw Wrong(key, value, "1"),
                "kind" => draft with { Kind = ModelKinds.Parse(Text(key, value)) ?? throw Wrong(key, value, $"one of {string.Join(", ", ModelKinds.All)}") },
                "names" => draft with { Names = Names(key, value) },
                "input" => Input(draft, value),
                "bands" => draft with { Bands = [.. Items(key, value).Select(item => Whole(key, item))] },
                "range" => draft with { Range = Range(key, value) },
                "confidence" => draft with { Confidence = Number(key, value, 0, 1) },
                "nms_iou" => draft with { NmsIou = Number(key, value, 0, 1) },
                "gsd_m" => draft with { GsdMetres = Metres(key, value) },
                "licence" => draft with { Licence = Text(key, value) },
                _ => draft with { Source = Text(key, value) },
            };
        }

        return versioned ? draft : throw new RedKubeException(ErrorCode.ModelCardInvalid, $"{file} has no \"version\"; expected \"version\": 1.");
    }

    private ModelCardDraft Input(ModelCardDraft draft, JsonElement input)
    {
        foreach (var (name, value) in Members(input, "input.", InputKeys))
        {
            var key = "input." + name;
            draft = name switch
            {
                "width" => draft with { Width = Whole(key, value) },
                "height" => draft with { Height = Whole(key, value) },
                "layout" => draft with { ChannelsLast = OneOf(key, value, ["nchw", "nhwc"]) == 1 },
                "type" => draft with { Element = (InputElement)OneOf(key, value, Elements) },
                "order" => draft with { ReverseBands = OneOf(key, value, ["rgb", "bgr"]) == 1 },
                "scale" => draft with { Scale = Number(key, value, float.Epsilon, float.MaxValue) },
                "mean" => draft with { Mean = [.. Items(key, value).Select(item => Number(key, item, -float.MaxValue, float.MaxValue))] },
                "std" => draft with { Std = [.. Items(key, value).Select(item => Number(key, item, float.Epsilon, float.MaxValue))] },
                _ => draft with { Pad = Number(key, value, 0, 255) },
            };
        }

        return draft;
    }

    private IEnumerable<(string Key, JsonElement Value)> Members(JsonElement element, string path, string[] allowed)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path.Length == 0 ? "the card" : path.TrimEnd('.'), element, "an object { … }");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!allowed.Contains(member.Name) || !seen.Add(member.Name))
            {
                var what = allowed.Contains(member.Name) ? "is there twice" : "is not known";
                throw new RedKubeException(ErrorCode.ModelCardInvalid, $"{file}: {path}{member.Name} {what}; allowed are {string.Join(", ", allowed)}.");
            }

            yield return (member.Name, member.Value);
        }
    }

    private JsonElement[] Items(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? [.. value.EnumerateArray()] : throw Wrong(key, value, "a list with at least one item");

    private string[] Names(string key, JsonElement value)
    {
        var names = Items(key, value).Select(item => Text(key, item)).ToArray();
        return Array.TrueForAll(names, name => name.Trim().Length > 0) ? names : throw Wrong(key, value, "names that are not empty");
    }

    private string Text(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(key, value, "a string");

    private int OneOf(string key, JsonElement value, string[] allowed)
    {
        var index = value.ValueKind == JsonValueKind.String ? Array.IndexOf(allowed, value.GetString()) : -1;
        return index >= 0 ? index : throw Wrong(key, value, $"one of {string.Join(", ", allowed)}");
    }

    private int Whole(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number : throw Wrong(key, value, "a whole number from 1");

    private float Number(string key, JsonElement value, float low, float high) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && number >= low && number <= high
            ? number
            : throw Wrong(key, value, high == float.MaxValue ? low > 0 ? "a number above 0" : "a number" : $"a number from {low} to {high}");

    private double Metres(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is > 0 and <= 100_000
            ? number
            : throw Wrong(key, value, "a number of metres above 0, at most 100000");

    private string Range(string key, JsonElement value)
    {
        var text = Text(key, value);
        var pair = text.Split(',');
        var numbers = pair.Length == 2
            && float.TryParse(pair[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
            && float.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            && float.IsFinite(low) && float.IsFinite(high) && low < high;
        return numbers || text is "none" or "minmax" or "percentile" ? text : throw Wrong(key, value, "none, minmax, percentile or LO,HI");
    }

    private RedKubeException Wrong(string key, JsonElement value, string expected)
    {
        var found = value.GetRawText();
        return new RedKubeException(
            ErrorCode.ModelCardInvalid, $"{file}: {key} is {(found.Length > 60 ? found[..60] + "…" : found)}; expected {expected}.");
    }
}
