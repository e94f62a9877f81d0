using System.Runtime.CompilerServices;

namespace RedKube.Adapters.Gdal.Tests;

/// <summary>Real images beside the repository; tests of them skip where they are not.</summary>
internal static class RealImages
{
    public static string At(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "shared", "data", "imagery", name));
        Skip.IfNot(File.Exists(path), $"{name} is not there: ../shared/data/imagery beside the repository");
        return path;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
