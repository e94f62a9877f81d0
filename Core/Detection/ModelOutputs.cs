namespace RedKube.Core.Detections;

/// <summary>The outputs of a run that a decoder reads, in the order of <see cref="TileDecoder.OutputNames"/>. Those beyond its number are empty.</summary>
public ref struct ModelOutputs
{
    /// <summary>Most outputs that a decoder reads.</summary>
    public const int Most = 4;

    /// <summary>The first output.</summary>
    public OutputView First { get; set; }

    /// <summary>The second output.</summary>
    public OutputView Second { get; set; }

    /// <summary>The third output.</summary>
    public OutputView Third { get; set; }

    /// <summary>The fourth output.</summary>
    public OutputView Fourth { get; set; }

    /// <summary>Puts an output in its place.</summary>
    /// <param name="index">0 to 3.</param>
    /// <param name="view">The output.</param>
    public void Set(int index, OutputView view)
    {
        switch (index)
        {
            case 0:
                First = view;
                break;
            case 1:
                Second = view;
                break;
            case 2:
                Third = view;
                break;
            default:
                Fourth = view;
                break;
        }
    }
}
