using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Detections;

/// <summary>Turns a model's outputs into detections in full-image pixels. One thread at a time; allocates nothing where nothing is found.</summary>
public sealed class TileDecoder
{
    /// <summary>Scores below this are not reported unless option or card say otherwise.</summary>
    public const float DefaultConfidence = 0.25f;

    /// <summary>Overlap above which raw heads' detections are suppressed unless the card says otherwise.</summary>
    public const double DefaultNmsIou = 0.7;

    private readonly Decoder decoder;
    private readonly CandidateList candidates;
    private readonly Letterbox letterbox;
    private readonly double? statedIou;

    /// <summary>Makes a decoder.</summary>
    /// <param name="card">The model's card.</param>
    /// <param name="signature">The model's graph.</param>
    /// <param name="options">Confidence and classes.</param>
    /// <param name="letterbox">How tiles lie in the input.</param>
    /// <exception cref="RedKubeException">RK3003 where the graph has not the outputs that the card's kind needs.</exception>
    public TileDecoder(ModelCard card, ModelSignature signature, DetectorOptions options, Letterbox letterbox)
    {
        var outputs = ModelOutputsFinder.Find(card.Kind, signature.Outputs)
            ?? throw new RedKubeException(ErrorCode.ModelNotRecognised, $"The model does not have the outputs of {card.Kind.Text()}. Found {signature}.");
        OutputNames = [.. outputs.Select(output => output.Name)];
        decoder = Make(card, outputs.Count, letterbox.Input);
        candidates = new CandidateList(options.Confidence ?? card.Confidence ?? DefaultConfidence, options.Classes, card.Names.Count);
        statedIou = card.NmsIou;
        this.letterbox = letterbox;
    }

    /// <summary>Names of the outputs that it reads, in the order in which it wants them; at most <see cref="ModelOutputs.Most"/>.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Decodes one slot.</summary>
    /// <param name="outputs">The outputs of a run, in the order of <see cref="OutputNames"/>.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="tile">The tile that was in the slot.</param>
    /// <param name="inside">The part of the tile that lies in the image.</param>
    /// <param name="into">Takes the detections, best first, at most 1,000, clipped to <paramref name="inside"/>; oriented boxes keep their size.</param>
    /// <exception cref="RedKubeException">RK3003 where the outputs are not shaped as the model's kind demands.</exception>
    public void Decode(in ModelOutputs outputs, int slot, Tile tile, PixelRect inside, ICollection<Detection> into)
    {
        candidates.Clear();
        var suppressed = decoder.Decode(outputs, slot, candidates);
        Suppression.Run(candidates, statedIou ?? (suppressed ? null : DefaultNmsIou), decoder.Oriented);
        foreach (ref readonly var candidate in candidates.Items)
        {
            if (decoder.Oriented)
            {
                AddOriented(candidate, tile, inside.ToBox(), into);
            }
            else
            {
                Add(outputs, slot, candidate, tile, inside, into);
            }
        }
    }

    private static Decoder Make(ModelCard card, int outputs, PixelSize input) => card.Kind switch
    {
        ModelKind.BoxesLabelsScores => new BoxesLabelsScoresDecoder(card.Names, input),
        ModelKind.Ssd when outputs == 2 => new PriorBoxDecoder(card.Names, input),
        ModelKind.Ssd => new SsdDecoder(card.Names, input),
        ModelKind.Detr when outputs == 2 => new DetrDecoder(card.Names.Count, input),
        _ => new YoloDecoder(card.Kind, card.Names.Count, input),
    };

    private void AddOriented(in Candidate candidate, Tile tile, PixelBox inside, ICollection<Detection> into)
    {
        var shape = new OrientedBox(
            letterbox.ToImage(candidate.Box.Centre.X, candidate.Box.Centre.Y, tile.Rect),
            candidate.Width / letterbox.Scale,
            candidate.Height / letterbox.Scale,
            candidate.Angle);
        var bounds = shape.Bounds;
        if (bounds.IntersectionArea(inside) > 0)
        {
            into.Add(new Detection(bounds, candidate.ClassIndex, candidate.Score, tile.Index, shape));
        }
    }

    private void Add(in ModelOutputs outputs, int slot, in Candidate candidate, Tile tile, PixelRect inside, ICollection<Detection> into)
    {
        var box = Clip(letterbox.ToImage(candidate.Box, tile.Rect), inside.ToBox());
        if (!(box.Width > 0 && box.Height > 0))
        {
            return;
        }

        var shape = Outline(outputs, slot, candidate.Index, box, tile.Rect);
        into.Add(new Detection(shape?.Bounds ?? box, candidate.ClassIndex, candidate.Score, tile.Index, shape));
    }

    private PixelPolygon? Outline(in ModelOutputs outputs, int slot, int index, PixelBox box, PixelRect tile)
    {
        var visible = new PixelBox(
            letterbox.Content.X + ((box.XMin - tile.X) * letterbox.Scale),
            letterbox.Content.Y + ((box.YMin - tile.Y) * letterbox.Scale),
            letterbox.Content.X + ((box.XMax - tile.X) * letterbox.Scale),
            letterbox.Content.Y + ((box.YMax - tile.Y) * letterbox.Scale));
        var ring = decoder.Outline(outputs, slot, index, visible);
        if (ring.Length < 3)
        {
            return null;
        }

        var corners = new PixelPoint[ring.Length];
        for (var i = 0; i < ring.Length; i++)
        {
            var corner = letterbox.ToImage(ring[i].X, ring[i].Y, tile);
            corners[i] = new PixelPoint(Math.Clamp(corner.X, box.XMin, box.XMax), Math.Clamp(corner.Y, box.YMin, box.YMax));
        }

        var polygon = new PixelPolygon(corners);
        return polygon.Area > 0 ? polygon : null;
    }

    private static PixelBox Clip(PixelBox box, PixelBox inside) =>
        new(
            Math.Max(box.XMin, inside.XMin),
            Math.Max(box.YMin, inside.YMin),
            Math.Min(box.XMax, inside.XMax),
            Math.Min(box.YMax, inside.YMax));
}
