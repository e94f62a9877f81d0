using RedKube.Core.Errors;

namespace RedKube.Core.Detections;

/// <summary>Makes a model's card: what a card file states comes first, the rest is recognised from the graph and its metadata. Pure; safe for any thread.</summary>
public static class ModelCards
{
    /// <summary>The card of a model.</summary>
    /// <param name="signature">What the graph declares.</param>
    /// <param name="cardJson">Text of the card file beside the model, or null.</param>
    /// <param name="cardName">Name of that file, for messages.</param>
    /// <exception cref="RedKubeException">RK3003 where the model is not recognised, RK3005 where the card is not valid.</exception>
    public static ModelCard Resolve(ModelSignature signature, string? cardJson, string cardName)
    {
        var draft = cardJson is null ? ModelCardDraft.Empty : ModelCardReader.Read(cardJson, cardName);
        var image = signature.Image
            ?? throw Refusal(signature, cardName, "it needs exactly one image input of 4 sides, or 3 without a batch");
        var notes = new ExportNotes(signature.Metadata);
        var stated = draft.Names ?? notes.Names;
        var cells = Cells(InputFinder.Find(image, draft, imageNet: false));
        var (kind, classes) = Kind(signature, cardName, draft, notes, stated?.Count, cells);
        var outputs = ModelOutputsFinder.Find(kind, signature.Outputs)
            ?? throw Refusal(signature, cardName, $"the card says {kind.Text()}, whose outputs docs/models.md lists");
        var names = stated ?? (classes is > 0 ? ClassNames.Unnamed(classes.Value) : null)
            ?? throw Refusal(signature, cardName, $"it looks like {kind.Text()}, but nothing tells its class names", kind);
        var softmax = kind == ModelKind.Detr && outputs.Count == 2 && outputs[1].Side(1) == names.Count + 1;
        return new ModelCard
        {
            Kind = kind,
            Names = names,
            Input = InputFinder.Find(image, draft, imageNet: softmax, raw: kind == ModelKind.Yolox),
            Bands = draft.Bands,
            Range = draft.Range,
            Confidence = draft.Confidence,
            NmsIou = draft.NmsIou,
            GsdMetres = draft.GsdMetres,
            Licence = draft.Licence ?? notes.Licence,
            Source = draft.Source ?? notes.Description,
        };
    }

    /// <summary>Pixels that each side of a model's input must be a multiple of, where its sides are open: as noted by its exporter, else 32.</summary>
    /// <param name="signature">What the graph declares.</param>
    public static int Stride(ModelSignature signature) => new ExportNotes(signature.Metadata).Stride ?? 32;

    private static (ModelKind Kind, int? Classes) Kind(
        ModelSignature signature, string cardName, ModelCardDraft draft, ExportNotes notes, int? names, int? cells)
    {
        if (draft.Kind is { } kind)
        {
            return (kind, null);
        }

        return new ModelKindFinder(signature, notes, names, cells).Find()
            ?? throw Refusal(signature, cardName, notes.Task is "pose" or "classify" or "semantic" ? $"its task is {notes.Task}" : "its outputs fit none, or more than one, of the known kinds");
    }

    // Cells of the usual three strides; a raw head has one anchor (v8) or three (v5) in each.
    private static int? Cells(ModelInput input) =>
        input.FixedSize is { } size ? new CellGrid(size).Count : null;

    private static RedKubeException Refusal(ModelSignature signature, string cardName, string why, ModelKind example = ModelKind.YoloV8) =>
        new(
            ErrorCode.ModelNotRecognised,
            $"The model cannot be recognised: {why}. Found {signature}. Put a card beside the model that states its kind and class names, {cardName}: " +
            $$"""{"version": 1, "kind": "{{example.Text()}}", "names": ["ship", "plane"]}. Kinds: {{string.Join(", ", ModelKinds.All)}}; docs/models.md gives their outputs. A model of none of them has to be exported so that it is of one.""");
}
