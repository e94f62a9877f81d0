namespace RedKube.Core.Jobs;

/// <summary>Names the queue of a model: what operators see in stream names and scalers.</summary>
public static class ModelQueue
{
    /// <summary>The stem of a model's file in [a-z0-9-]: lower case, each run of other characters one hyphen, none at the ends.</summary>
    /// <param name="modelName">The stem as it is.</param>
    /// <returns>The name; <c>model</c> where nothing is left.</returns>
    public static string NameOf(string modelName)
    {
        var parts = string.Concat(modelName.ToLowerInvariant().Select(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "model" : string.Join('-', parts);
    }
}
