using System.Text.Json;

namespace RedKube.Browser.Tests;

/// <summary>Asks axe-core what keeps people from using a page.</summary>
internal static class Axe
{
    private const string Rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }";
    private static readonly Lazy<string> Script = new(static () => File.ReadAllText(Path.Combine(Places.ClientPackages, "axe-core", "axe.min.js")));

    /// <summary>The serious and critical faults of a page, each with its first element.</summary>
    /// <param name="page">The page.</param>
    public static async Task<IReadOnlyList<string>> SeriousAsync(IPage page)
    {
        // Put in by the debugger: a script element would be against the page's own rules.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script.Value + "; null");
        }

        var found = await page.EvaluateAsync<JsonElement>($"axe.run({Rules}).then(r => r.violations)");
        return [.. found.EnumerateArray()
            .Where(static fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(static fault => $"{fault.GetProperty("id").GetString()}: {fault.GetProperty("help").GetString()}: {fault.GetProperty("nodes")[0].GetProperty("html").GetString()} {fault.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}")];
    }
}
