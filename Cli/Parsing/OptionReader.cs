using System.CommandLine;
using System.Globalization;
using RedKube.Cli.Terminal;

namespace RedKube.Cli.Parsing;

/// <summary>Reads the values of options and notes every fault instead of stopping at the first.</summary>
/// <param name="parse">The parsed command line.</param>
/// <param name="faults">Faults are added here.</param>
internal sealed class OptionReader(ParseResult parse, Faults faults)
{
    /// <summary>Where faults are added.</summary>
    public Faults Faults => faults;

    /// <summary>Whether a switch was given.</summary>
    /// <param name="option">The switch.</param>
    public bool Has(SwitchOption option) => parse.GetValue(option);

    /// <summary>The words given for an argument.</summary>
    /// <param name="argument">The argument.</param>
    public IReadOnlyList<string> Words(Argument<string[]> argument) => parse.GetResult(argument)?.Tokens.Select(static t => t.Value).ToArray() ?? [];

    /// <summary>The one word of an argument.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="advice">What to write, for somebody who does not know.</param>
    public string One(Argument<string[]> argument, string advice)
    {
        var words = Words(argument);
        if (words.Count == 1)
        {
            return words[0];
        }

        if (words.Any(static w => w.StartsWith("--", StringComparison.Ordinal)))
        {
            // A misspelt option, which is reported as one.
            return "";
        }

        faults.Add(words.Count == 0 ? $"{argument.Name} is missing. {advice}" : $"{argument.Name}: found {string.Join(" ", words)}. Expected one.");
        return "";
    }

    /// <summary>How progress is shown.</summary>
    /// <param name="option">--progress.</param>
    public ProgressMode Progress(TextOption option) =>
        Choice(option, [("auto", ProgressMode.Auto), ("plain", ProgressMode.Plain), ("none", ProgressMode.None)], ProgressMode.Auto);

    /// <summary>The value of an option, or null where it was not given.</summary>
    /// <param name="option">The option.</param>
    public string? Text(TextOption option)
    {
        var tokens = parse.GetResult(option)?.Tokens;
        if (tokens is not [var token, ..])
        {
            return null;
        }

        if (token.Value.Trim().Length == 0)
        {
            faults.Add($"{option.Name}: the value is empty. Expected {option.HelpName}.");
            return null;
        }

        return token.Value;
    }

    /// <summary>The value of an option that must be given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="advice">What to write, for somebody who does not know.</param>
    public string Required(TextOption option, string advice)
    {
        var text = Text(option);
        if (text is null && parse.GetResult(option) is null)
        {
            faults.Add($"{option.Name} {option.HelpName} is missing. {advice}");
        }

        return text ?? "";
    }

    /// <summary>A whole number.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="most">The greatest that is allowed.</param>
    public int? Integer(TextOption option, int least, int most)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        faults.Add($"{option.Name}: found \"{text}\", expected a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A number.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="most">The greatest that is allowed.</param>
    /// <param name="open">Whether <paramref name="least"/> itself is not allowed.</param>
    public double? Number(TextOption option, double least, double most, bool open = false)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        if (TryNumber(text, out var value) && value <= most && (open ? value > least : value >= least))
        {
            return value;
        }

        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: found \"{text}\", expected a number {(open ? "above" : "from")} {least} {(open ? "up to" : "to")} {most}, with a point: 0.5."));
        return null;
    }

    /// <summary>One of several words.</summary>
    /// <typeparam name="T">What the words stand for.</typeparam>
    /// <param name="option">The option.</param>
    /// <param name="choices">The words and what they stand for.</param>
    /// <param name="fallback">Taken where the option was not given.</param>
    public T? Choice<T>(TextOption option, IReadOnlyList<(string Word, T Value)> choices, T? fallback)
    {
        if (Text(option) is not { } text)
        {
            return fallback;
        }

        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var near = Spelling.Nearest(text, choices.Select(static c => c.Word));
        faults.Add($"{option.Name}: found \"{text}\", expected one of {string.Join(", ", choices.Select(static c => c.Word))}.{(near is null ? "" : $" Did you mean {near}?")}");
        return fallback;
    }

    /// <summary>Reads a number written with a point, finite, without spaces or thousands.</summary>
    /// <param name="text">-12.5, 3e4, …</param>
    /// <param name="value">The number.</param>
    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
