namespace RedKube.Cli.Sample;

/// <summary>What a scene's ground truth holds.</summary>
/// <param name="Counts">Objects by class.</param>
/// <param name="Difficult">How many of all count neither way: less than half of them can be seen.</param>
public sealed record SceneSummary(IReadOnlyDictionary<string, long> Counts, long Difficult);
