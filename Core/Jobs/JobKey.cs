using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;

namespace RedKube.Core.Jobs;

/// <summary>
/// Says whether two jobs give the same result: SHA-256 of canonical JSON (keys in ordinal order, no white space, numbers in the shortest form that reads
/// back the same) over the image's address and content version, the model's hash, every option that decides the result, and the version of the
/// result format. Pixels are never hashed.
/// </summary>
public static class JobKey
{
    /// <summary>The key of a job.</summary>
    /// <param name="image">The image; credentials and query do not count.</param>
    /// <param name="contentVersion">Which version of its content.</param>
    /// <param name="modelHash">The model with its card and external data.</param>
    /// <param name="options">What decides the result.</param>
    /// <param name="demVersion">Which version of the elevation model's content, where there is one.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string Compute(ImageRef image, string contentVersion, string modelHash, DetectOptions options, string? demVersion = null) =>
        Convert.ToHexStringLower(SHA256.HashData(Canonical(image, contentVersion, modelHash, options, demVersion)));

    /// <summary>The name of a job: one key and one output.</summary>
    /// <param name="key">The key.</param>
    /// <param name="outputPath">Where the features go; taken as a full path.</param>
    public static JobId Id(string key, string outputPath) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key + "\n" + FullPath(outputPath))))[..16]);

    private static byte[] Canonical(ImageRef image, string contentVersion, string modelHash, DetectOptions options, string? demVersion)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["area"] = options.Area,
            ["areaPixels"] = options.AreaPixels,
            ["bands"] = options.Bands,
            ["batchSize"] = options.BatchSize,
            ["classAgnostic"] = options.ClassAgnostic,
            ["classes"] = options.Classes,
            ["confidence"] = options.Confidence,
            ["dem"] = options.DemPath is null ? null : FullPath(ImageUris.WithoutSecrets(options.DemPath)),
            ["device"] = options.Device,
            ["height"] = options.HeightMetres,
            ["image"] = FullPath(image.PublicUri),
            ["imageVersion"] = contentVersion,
            ["merge"] = options.Merge.ToString(),
            ["mergeThreshold"] = options.MergeThreshold,
            ["metric"] = options.Metric.ToString(),
            ["model"] = modelHash,
            ["nodata"] = options.Nodata.UseFile ? "file" : options.Nodata.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "none",
            ["overlap"] = options.Overlap.ToString(),
            ["range"] = options.Range,
            ["regionSize"] = options.RegionSize,
            ["resultFormat"] = RegionResultFormat.Version,
            ["tileSize"] = options.TileSize,
        };
        if (demVersion is not null)
        {
            values["demVersion"] = demVersion;
        }

        if (image.Title is not null)
        {
            // Outputs carry it, and the features' ids follow from it.
            values["imageTitle"] = image.Title;
        }

        return JsonSerializer.SerializeToUtf8Bytes(values);
    }

    // The same file by another spelling of its path is the same file.
    private static string FullPath(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.StartsWith("/vsi", StringComparison.Ordinal) ? path : Path.GetFullPath(path);
}
