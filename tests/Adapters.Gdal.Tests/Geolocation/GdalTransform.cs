using System.Diagnostics;
using System.Globalization;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Tests.Geolocation;

/// <summary>GDAL's own program, the judge.</summary>
internal static class GdalTransform
{
    public static bool IsThere { get; } = Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), static p => File.Exists(Path.Combine(p, "gdaltransform")));

    public static LonLat[] Run(string path, PixelPoint[] pixels, params string[] options)
    {
        var start = new ProcessStartInfo("gdaltransform", [.. options, "-t_srs", "EPSG:4326", "-output_xy", path]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        foreach (var p in pixels)
        {
            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{p.X:R} {p.Y:R}"));
        }

        process.StandardInput.Close();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return [.. lines.Select(static l => l.Split(' ')).Select(static f => new LonLat(Parse(f[0]), Parse(f[1])))];
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
