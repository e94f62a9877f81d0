namespace RedKube.Core.Detections;

/// <summary>Facts that follow from a <see cref="ModelKind"/>.</summary>
public static class ModelKinds
{
    private static readonly (ModelKind Kind, string Text)[] Texts =
    [
        (ModelKind.YoloV5, "yolo-v5"),
        (ModelKind.YoloV8, "yolo-v8"),
        (ModelKind.Yolox, "yolox"),
        (ModelKind.YoloEndToEnd, "yolo-end-to-end"),
        (ModelKind.YoloObb, "yolo-obb"),
        (ModelKind.YoloSeg, "yolo-seg"),
        (ModelKind.Detr, "detr"),
        (ModelKind.BoxesLabelsScores, "boxes-labels-scores"),
        (ModelKind.Ssd, "ssd"),
    ];

    /// <summary>The kinds as cards spell them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Texts.Select(pair => pair.Text)];

    /// <summary>The kind as cards spell it, for example yolo-v8.</summary>
    /// <param name="kind">The kind.</param>
    public static string Text(this ModelKind kind) => Texts.First(pair => pair.Kind == kind).Text;

    /// <summary>The kind that a card names, or null.</summary>
    /// <param name="text">As cards spell it.</param>
    public static ModelKind? Parse(string text)
    {
        foreach (var (kind, spelling) in Texts)
        {
            if (spelling == text)
            {
                return kind;
            }
        }

        return null;
    }
}
