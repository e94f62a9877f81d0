using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>Reads one kind of model's outputs. Works in the pixels of the model's input, whose first pixel is the box [0, 0, 1, 1].</summary>
internal abstract class Decoder
{
    /// <summary>Whether it reports oriented boxes.</summary>
    public virtual bool Oriented => false;

    /// <summary>Reads what was found for one slot.</summary>
    /// <param name="outputs">The outputs of a run.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="into">Takes the candidates.</param>
    /// <returns>Whether suppression was done in the graph.</returns>
    /// <exception cref="RedKubeException">RK3003 where the outputs are not shaped as the kind demands.</exception>
    public abstract bool Decode(in ModelOutputs outputs, int slot, CandidateList into);

    /// <summary>The outline of a candidate that stayed, in input pixels.</summary>
    /// <param name="outputs">The outputs that it came from.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="index">The candidate's index.</param>
    /// <param name="box">Its box, clipped to where the image is.</param>
    /// <returns>Corners in order; empty where there is no outline.</returns>
    public virtual ReadOnlySpan<PixelPoint> Outline(in ModelOutputs outputs, int slot, int index, PixelBox box) => [];

    protected static RedKubeException Misshapen(ModelKind kind, ReadOnlySpan<long> shape, int classes, string expected) =>
        new(
            ErrorCode.ModelNotRecognised,
            $"The model gave an output of shape [{string.Join(", ", shape.ToArray())}]; {kind.Text()} with {classes} class names means {expected}. Correct kind or names in the card.");
}
