using System.Globalization;
using RedKube.Core.Errors;

namespace RedKube.Cli.Commands;

/// <summary>The files of the demo.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Truth">What is in it.</param>
/// <param name="Detections">What was found.</param>
/// <param name="Picture">The scene with boxes.</param>
internal sealed record DemoFiles(string Folder, string Scene, string Truth, string Detections, string Picture)
{
    /// <summary>Names them; scenes of different seeds stand side by side.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="seed">The scene's seed.</param>
    public static DemoFiles In(string folder, int seed)
    {
        var number = seed.ToString(CultureInfo.InvariantCulture);
        return new DemoFiles(
            folder,
            Path.Combine(folder, $"scene-{number}.tif"),
            Path.Combine(folder, $"truth-{number}.geojson"),
            Path.Combine(folder, $"detections-{number}.geojson"),
            Path.Combine(folder, $"preview-{number}.png"));
    }

    /// <summary>Makes the folder.</summary>
    /// <exception cref="RedKubeException">RK4001: it cannot be made.</exception>
    public void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"the folder {Folder} cannot be made: {e.Message} Name another: redkube demo FOLDER.", e);
        }
    }
}
