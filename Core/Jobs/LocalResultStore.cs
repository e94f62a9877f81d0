using System.Globalization;
using RedKube.Core.Detections;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Results as files results/r000012/1: region, attempt.</summary>
/// <param name="path">The folder results.</param>
internal sealed class LocalResultStore(string path) : IResultStore
{
    private const int ClearAttempts = 5;

    /// <inheritdoc/>
    public void Save(RegionResult result, int attempt)
    {
        var folder = Folder(result.Region);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, folder);
        }

        // Two workers have the same attempt where a queue lost its memory: their results are alike, their part files must not meet.
        AtomicFile.Write(FileOf(result.Region, attempt), RegionResultFormat.Write(result), writer: Guid.NewGuid().ToString("N"));
    }

    /// <inheritdoc/>
    public RegionResult? Load(int region, string jobKey)
    {
        // Any attempt's result is as good as another's; the lowest number is taken so that two readers take the same.
        var files = Look(Folder(region), Directory.GetFiles) ?? [];
        foreach (var file in files.Where(static f => !f.EndsWith(".part", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (Look(file, File.ReadAllBytes) is { } bytes && RegionResultFormat.TryRead(bytes) is { } result && result.Region == region && result.JobKey == jobKey)
            {
                return result;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Regions() =>
        [.. (Look(path, Directory.GetDirectories) ?? []).Select(static d => NumberOf(Path.GetFileName(d))).Where(static n => n >= 0).Order()];

    /// <inheritdoc/>
    public void Delete(int region, int attempt)
    {
        AtomicFile.TryDelete(FileOf(region, attempt));
        if (TryDeleteEmpty(Folder(region)))
        {
            TryDeleteEmpty(path);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        for (var left = ClearAttempts; left > 0 && Directory.Exists(path); left--)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (left > 1 && OutputErrors.IsFileError(e))
            {
                // A worker that has not yet heard that the job is over put a result there meanwhile.
            }
            catch (Exception e) when (OutputErrors.IsFileError(e))
            {
                throw OutputErrors.Explain(e, path);
            }
        }
    }

    // Null where it is not there. Asking first would take a share that does not answer for an empty one.
    private static T? Look<T>(string at, Func<string, T> look)
        where T : class
    {
        try
        {
            return look(at);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.ExplainRead(e, at);
        }
    }

    private static bool TryDeleteEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            // Something else is in it.
            return false;
        }
    }

    private static int NumberOf(string name) =>
        name.StartsWith('r') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private string FileOf(int region, int attempt) => Path.Combine(Folder(region), attempt.ToString(CultureInfo.InvariantCulture));

    private string Folder(int region) => Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"r{region:D6}"));
}
