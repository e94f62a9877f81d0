namespace RedKube.Core.Detections;

/// <summary>How the rows of a YOLO output lie. Fixed by the kind, the number of classes and the shape alone.</summary>
/// <param name="ChannelsFirst">[channels, anchors] instead of [anchors, channels].</param>
/// <param name="EndToEnd">Rows are detections: corners (or centre and size), score, class, then the extras.</param>
/// <param name="Objectness">Channel 4 is objectness, a factor on every class score.</param>
/// <param name="Anchors">Number of anchors or detections.</param>
/// <param name="Channels">Numbers for each.</param>
internal readonly record struct YoloLayout(bool ChannelsFirst, bool EndToEnd, bool Objectness, int Anchors, int Channels)
{
    // No export keeps more detections than this; no raw head has so few anchors.
    private const int MostDetections = 1000;

    /// <summary>Channel of the first class score.</summary>
    public int FirstClass => Objectness ? 5 : 4;

    /// <summary>Finds the layout.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="first">Second side of the output.</param>
    /// <param name="second">Third side.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="masks">Mask coefficients, 0 where the kind has none.</param>
    /// <returns>Null where the shape does not fit.</returns>
    public static YoloLayout? Find(ModelKind kind, int first, int second, int classes, int masks) => kind switch
    {
        ModelKind.YoloEndToEnd => Detections(first, second, 6),
        ModelKind.YoloV5 or ModelKind.Yolox => Rows(first, second, 5 + classes, objectness: true),
        ModelKind.YoloObb => Columns(first, second, 5 + classes)
            ?? (classes != 2 || first <= MostDetections ? Detections(first, second, 7) : null)
            ?? Rows(first, second, 5 + classes, objectness: false),
        ModelKind.YoloSeg => Columns(first, second, 4 + classes + masks)
            ?? (first <= MostDetections ? Detections(first, second, 6 + masks) : null)
            ?? Rows(first, second, 5 + classes + masks, objectness: true)
            ?? Rows(first, second, 4 + classes + masks, objectness: false),
        ModelKind.Detr => Rows(first, second, 4 + classes, objectness: false),
        _ => Columns(first, second, 4 + classes) ?? Rows(first, second, 4 + classes, objectness: false),
    };

    /// <summary>The shapes that <see cref="Find"/> knows, for messages.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="classes">Number of classes.</param>
    public static string Expected(ModelKind kind, int classes) => kind switch
    {
        ModelKind.YoloEndToEnd => "[N, detections, 6]",
        ModelKind.YoloV5 => $"[N, anchors, {5 + classes}]",
        ModelKind.Yolox => $"[N, cells, {5 + classes}], one for each cell of strides 8, 16 and 32",
        ModelKind.YoloObb => $"[N, {5 + classes}, anchors] or [N, detections, 7]",
        ModelKind.YoloSeg => $"[N, {4 + classes} + masks, anchors] or [N, detections, 6 + masks], and prototypes [N, masks, h, w]",
        ModelKind.Detr => $"[N, queries, {4 + classes}]",
        _ => $"[N, {4 + classes}, anchors]",
    };

    private static YoloLayout? Columns(int first, int second, int channels) => first == channels ? new YoloLayout(true, false, false, second, channels) : null;

    private static YoloLayout? Rows(int first, int second, int channels, bool objectness) =>
        second == channels ? new YoloLayout(false, false, objectness, first, channels) : null;

    private static YoloLayout? Detections(int first, int second, int channels) =>
        second == channels ? new YoloLayout(false, true, false, first, channels) : null;
}
