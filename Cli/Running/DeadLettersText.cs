using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>What was given up, for people and for programs.</summary>
internal static class DeadLettersText
{
    /// <summary>Writes the list.</summary>
    /// <param name="to">Where.</param>
    /// <param name="letters">Work of jobs.</param>
    /// <param name="malformed">Messages that were none of RedKube's.</param>
    /// <param name="json">Whether for a program.</param>
    public static void Write(TextWriter to, IReadOnlyList<DeadLetter> letters, IReadOnlyList<MalformedMessage> malformed, bool json)
    {
        if (json)
        {
            to.WriteLine(Json.Of(letters.Select(Plain).Concat(malformed.Select(Plain))));
            return;
        }

        if (letters.Count == 0)
        {
            to.WriteLine("No dead letters.");
        }

        foreach (var letter in letters)
        {
            var what = letter.Item.Stage == WorkStage.Detect ? $"region {letter.Item.Region}" : StageOf(letter);
            to.WriteLine($"{letter.Item.Job}  {what}, {Quantity.Count(letter.Attempts, "attempt")}: {letter.Failure.Code.Text()}: {letter.Failure.Message}");
        }

        if (malformed.Count > 0)
        {
            to.WriteLine($"{Quantity.Count(malformed.Count, "message")} in the queue that RedKube did not write; no work is lost by them, and there is nothing to retry:");
        }

        foreach (var message in malformed)
        {
            to.WriteLine($"{message.Stream} {message.Id}: {message.Cause} It held: {Printable(message.Entry)}");
        }
    }

    // What a stranger sent must not steer the terminal.
    private static string Printable(string text) => string.Concat(text.Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));

    private static object Plain(DeadLetter letter) => new
    {
        Job = letter.Item.Job.Value,
        Stage = StageOf(letter),
        Region = letter.Item.Stage == WorkStage.Detect ? letter.Item.Region : (int?)null,
        letter.Attempts,
        Code = letter.Failure.Code.Text(),
        letter.Failure.Message,
    };

    private static object Plain(MalformedMessage message) => new
    {
        Job = (string?)null,
        Message = message.Cause,
        message.Stream,
        message.Id,
        message.Entry,
    };

    private static string StageOf(DeadLetter letter) => letter.Item.Stage.ToString().ToLowerInvariant();
}
