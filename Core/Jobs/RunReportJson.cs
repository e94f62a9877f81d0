using System.Text.Json;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Run reports as files.</summary>
public static class RunReportJson
{
    private const long Longest = 64 << 20;

    // As in the outputs and what `--json` prints, names of keys are snake_case.
    private static readonly JsonSerializerOptions Json = new(JobJson.Options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A report as JSON.</summary>
    /// <param name="report">The report.</param>
    public static byte[] Write(RunReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Json);

    /// <summary>Whether a file is the report of a run that wrote an output.</summary>
    /// <param name="path">A file.</param>
    /// <param name="output">The output's full path.</param>
    public static bool IsAbout(string path, string output)
    {
        try
        {
            if (new FileInfo(path).Length > Longest)
            {
                return false;
            }

            using var text = JsonDocument.Parse(File.ReadAllBytes(path));
            return text.RootElement.ValueKind == JsonValueKind.Object
                && text.RootElement.TryGetProperty("job", out _)
                && text.RootElement.TryGetProperty("tiles_run", out _)
                && text.RootElement.TryGetProperty("output", out var about)
                && about.ValueKind == JsonValueKind.String
                && about.GetString() == output;
        }
        catch (Exception e) when (e is JsonException || OutputErrors.IsFileError(e))
        {
            return false;
        }
    }
}
