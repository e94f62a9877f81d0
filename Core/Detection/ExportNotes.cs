using System.Globalization;

namespace RedKube.Core.Detections;

/// <summary>What exporters note in a model's metadata, as far as it helps to recognise it. The keys are Ultralytics'.</summary>
internal sealed class ExportNotes(IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>Class names, or null.</summary>
    public IReadOnlyList<string>? Names { get; } = ClassNames.Parse(Get(metadata, "names") ?? Get(metadata, "class_names"));

    /// <summary>detect, segment, obb, pose, classify; or null.</summary>
    public string? Task { get; } = Get(metadata, "task")?.ToLowerInvariant();

    /// <summary>Whether suppression is done in the graph, as far as it is noted.</summary>
    public bool EndToEnd { get; } = IsTrue(Get(metadata, "end2end")) || IsTrue(Get(metadata, "nms"));

    /// <summary>Whether the model is an RT-DETR.</summary>
    public bool RtDetr { get; } = (Get(metadata, "description") ?? "").Replace("-", "", StringComparison.Ordinal)
        .Contains("rtdetr", StringComparison.OrdinalIgnoreCase);

    /// <summary>Licence, or null.</summary>
    public string? Licence { get; } = Get(metadata, "license");

    /// <summary>Description, or null.</summary>
    public string? Description { get; } = Get(metadata, "description");

    /// <summary>Pixels that each side of the input must be a multiple of, where it is noted: the largest number in 32, or [8, 16, 32].</summary>
    public int? Stride { get; } = LargestNumber(Get(metadata, "stride"));

    private static string? Get(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static int? LargestNumber(string? text)
    {
        int? largest = null;
        foreach (var part in (text ?? "").Split(['[', ']', '(', ')', ',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1024)
            {
                largest = Math.Max(largest ?? 1, (int)number);
            }
        }

        return largest;
    }
}
