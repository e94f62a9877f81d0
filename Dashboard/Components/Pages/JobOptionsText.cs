using System.Globalization;
using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Components.Pages;

/// <summary>The options of a job in words, those that differ from the usual and the ones people ask for.</summary>
internal static class JobOptionsText
{
    /// <summary>Names and values.</summary>
    /// <param name="job">The job.</param>
    public static IEnumerable<(string Name, string Value)> Of(Job job)
    {
        var options = job.Options;
        if (job.Plan is { } plan)
        {
            yield return ("Size", $"{Parts.Words.Count(plan.Image.Width)} × {Parts.Words.Count(plan.Image.Height)} pixels");
            yield return ("Tile", $"{plan.TileSize.Width} × {plan.TileSize.Height} pixels, overlap {options.Overlap}");
        }

        if ((options.Confidence ?? job.Model.Card.Confidence) is { } confidence)
        {
            yield return ("Confidence", confidence.ToString("0.##", CultureInfo.InvariantCulture));
        }

        yield return ("Merging", string.Create(CultureInfo.InvariantCulture, $"{options.Merge}, {options.Metric} {options.MergeThreshold:0.##}{(options.ClassAgnostic ? ", all classes together" : "")}"));
        yield return ("Device", options.Device);
        foreach (var (name, value) in new[]
        {
            ("Classes", options.Classes is null ? null : string.Join(", ", options.Classes)),
            ("Bands", options.Bands is null ? null : string.Join(", ", options.Bands)),
            ("Range", options.Range),
            ("Area", options.Area ?? options.AreaPixels),
        })
        {
            if (value is not null)
            {
                yield return (name, value.Length > 120 ? value[..120] + "…" : value);
            }
        }
    }
}
