using System.Text;

namespace RedKube.Dashboard.Uploads;

/// <summary>What an upload is called.</summary>
internal static class UploadName
{
    private const int Most = 120;

    /// <summary>The last part of what its owner calls it, without what cannot be printed; never used as a path.</summary>
    /// <param name="given">Any text.</param>
    public static string Clean(string? given)
    {
        var text = (given ?? "").Normalize(NormalizationForm.FormC);
        text = text[(text.LastIndexOfAny(['/', '\\']) + 1)..];
        text = new string([.. text.Where(static c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format)]).Trim(' ', '.');
        return text.Length switch
        {
            0 => "image",
            > Most => text[..Most],
            _ => text,
        };
    }
}
