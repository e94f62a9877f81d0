namespace RedKube.Adapters.Gdal.Preview;

/// <summary>A colour of outlines.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public sealed record PreviewColour(string Name, byte Red, byte Green, byte Blue)
{
    /// <summary>Colours that are told apart on imagery, also by most who are colour-blind; more classes than these share them.</summary>
    public static IReadOnlyList<PreviewColour> All { get; } =
    [
        new("yellow", 255, 225, 25), new("magenta", 240, 50, 230), new("cyan", 70, 240, 240), new("orange", 245, 130, 48),
        new("lime", 190, 255, 60), new("red", 230, 25, 75), new("blue", 60, 110, 255), new("white", 255, 255, 255),
    ];
}
