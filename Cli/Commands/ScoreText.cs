using System.Globalization;
using RedKube.Core.Scoring;

namespace RedKube.Cli.Commands;

/// <summary>A score as it is shown.</summary>
internal static class ScoreText
{
    /// <summary>A table: a row for each class, then all of them.</summary>
    /// <param name="report">The score.</param>
    /// <param name="to">Where to.</param>
    public static void Table(ScoreReport report, TextWriter to)
    {
        var width = report.Classes.Select(static c => c.ClassName!.Length).Append("overall".Length).Max();
        to.WriteLine($"{"".PadRight(width)}  precision  recall     f1     ap    found    right    wrong   missed");
        foreach (var score in report.Classes.Append(report.Overall))
        {
            to.WriteLine(
                $"{(score.ClassName ?? "overall").PadRight(width)}  {Part(score.Precision),9}  {Part(score.Recall),6}  {Part(score.F1),5}  {Part(score.Ap),5}  "
                + $"{score.Detections,7}  {score.TruePositives,7}  {score.FalsePositives,7}  {score.FalseNegatives,7}");
        }

        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Right: overlap (IoU) of {report.Iou} or more with a true object of the same class. {report.Overall.Ignored} detections on difficult objects count neither way."));
    }

    /// <summary>For programs: overall and by class.</summary>
    /// <param name="report">The score.</param>
    public static string Json(ScoreReport report) => Terminal.Json.Of(new
    {
        report.Iou,
        Overall = Of(report.Overall),
        Classes = report.Classes.ToDictionary(static c => c.ClassName!, Of, StringComparer.Ordinal),
    });

    private static object Of(ClassScore score) => new
    {
        score.Precision,
        score.Recall,
        score.F1,
        score.Ap,
        score.Truths,
        score.Detections,
        score.TruePositives,
        score.FalsePositives,
        score.FalseNegatives,
        score.Ignored,
    };

    private static string Part(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
