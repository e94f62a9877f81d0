namespace RedKube.Core.Detections;

/// <summary>
/// Carries labels of detection models to class indices. Where the first name is background (as torchvision's list has it), label i is name i and label 0 is
/// nothing. Where it is not, models of the torchvision, Caffe and TensorFlow kind count their classes from 1, the others from 0.
/// </summary>
internal sealed class ClassLabels(IReadOnlyList<string> names, bool fromOne)
{
    private readonly bool background = HasBackground(names);

    /// <summary>Whether the first name stands for no class.</summary>
    /// <param name="names">Class names.</param>
    public static bool HasBackground(IReadOnlyList<string> names) => names[0].Trim('_', ' ').Equals("background", StringComparison.OrdinalIgnoreCase);

    /// <summary>The class index of a label; −1 where it stands for no class.</summary>
    /// <param name="label">The label.</param>
    public int ClassOf(float label)
    {
        var index = Index(label);
        return background ? (index == 0 ? -1 : index) : fromOne ? index - 1 : index;
    }

    /// <summary>A label as a whole number; −1 where it is none.</summary>
    /// <param name="label">The label.</param>
    public static int Index(float label) => label is >= 0 and < 1_000_000 ? (int)MathF.Round(label) : -1;
}
