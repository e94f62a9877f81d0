namespace RedKube.Cli.Parsing;

/// <summary>What neighbouring tiles share, as it was written: pixels, or per cent of a tile.</summary>
/// <param name="Amount">How much, 0 or more.</param>
/// <param name="IsPercent">Whether it is per cent.</param>
internal readonly record struct OverlapValue(double Amount, bool IsPercent);
