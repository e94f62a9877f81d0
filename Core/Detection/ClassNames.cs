using System.Globalization;
using System.Text;

namespace RedKube.Core.Detections;

/// <summary>
/// Reads class names as exporters write them into a model's metadata. Only data is read, nothing is evaluated. Samples:
/// <c>{0: 'ship', 1: "pilot's boat"}</c>, <c>{"0": "ship"}</c>, <c>['ship', 'plane']</c>, <c>["ship"]</c>, <c>('ship',)</c>.
/// </summary>
internal static class ClassNames
{
    private const int Most = 100_000;

    /// <summary>Reads names.</summary>
    /// <param name="text">A Python or JSON dictionary or list.</param>
    /// <returns>Names by class index, gaps filled with class0, class1, …; null where the text is none of these.</returns>
    public static IReadOnlyList<string>? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var found = new SortedDictionary<int, string>();
        var at = 0;
        return Collection(text, ref at, found) && Rest(text, at) && found.Count > 0 ? Fill(found) : null;
    }

    /// <summary>Names for classes that have none.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<string> Unnamed(int count) => [.. Enumerable.Range(0, count).Select(Unnamed1)];

    private static string Unnamed1(int index) => $"class{index}";

    private static string[] Fill(SortedDictionary<int, string> found)
    {
        var names = new string[found.Keys.Last() + 1];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = found.TryGetValue(i, out var name) && name.Length > 0 ? name : Unnamed1(i);
        }

        return names;
    }

    private static bool Collection(string text, ref int at, SortedDictionary<int, string> found)
    {
        Skip(text, ref at);
        if (at >= text.Length || text[at] is not ('{' or '[' or '('))
        {
            return false;
        }

        var keyed = text[at] == '{';
        var close = text[at++] switch { '{' => '}', '[' => ']', _ => ')' };
        while (true)
        {
            Skip(text, ref at);
            if (at < text.Length && text[at] == close)
            {
                at++;
                return true;
            }

            var index = found.Count;
            if ((keyed && !Key(text, ref at, out index)) || !Scalar(text, ref at, out var name) || index is < 0 or >= Most || !found.TryAdd(index, name))
            {
                return false;
            }

            Skip(text, ref at);
            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
            else if (at >= text.Length || text[at] != close)
            {
                return false;
            }
        }
    }

    private static bool Key(string text, ref int at, out int index)
    {
        index = -1;
        if (!Scalar(text, ref at, out var key) || !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        Skip(text, ref at);
        return at < text.Length && text[at++] == ':';
    }

    // A quoted string, or a bare word such as 3 or ship.
    private static bool Scalar(string text, ref int at, out string value)
    {
        Skip(text, ref at);
        value = "";
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] is '\'' or '"')
        {
            return Quoted(text, ref at, out value);
        }

        var start = at;
        while (at < text.Length && text[at] is not (',' or ':' or '}' or ']' or ')' or '{' or '[' or '(' or '\'' or '"'))
        {
            at++;
        }

        value = text[start..at].Trim();
        return value.Length > 0;
    }

    private static bool Quoted(string text, ref int at, out string value)
    {
        var quote = text[at++];
        var builder = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] != '\\')
            {
                builder.Append(text[at++]);
            }
            else if (!Escape(text, ref at, builder))
            {
                break;
            }
        }

        value = builder.ToString();
        return at < text.Length && text[at++] == quote;
    }

    private static bool Escape(string text, ref int at, StringBuilder builder)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        var kind = text[at + 1];
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        at += 2;
        if (digits == 0)
        {
            builder.Append(kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => kind });
            return true;
        }

        if (at + digits > text.Length ||
            !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
        {
            return false;
        }

        at += digits;
        builder.Append(code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        return true;
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private static bool Rest(string text, int at) => string.IsNullOrWhiteSpace(text[at..]);
}
