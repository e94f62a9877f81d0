namespace RedKube.Cli.Parsing;

/// <summary>Finds what somebody meant.</summary>
internal static class Spelling
{
    /// <summary>The known word that is nearest to what was written, if it is near enough to be a slip.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">The words that would have been right.</param>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var best = known.Select(word => (word, distance: Distance(written, word))).OrderBy(static p => p.distance).ThenBy(static p => p.word, StringComparer.Ordinal).FirstOrDefault();
        return best.word is { Length: > 2 } && best.distance <= Math.Max(1, best.word.Length / 3) ? best.word : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) that lead from one word to the other.</summary>
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1];
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
