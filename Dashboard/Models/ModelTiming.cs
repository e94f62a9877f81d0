namespace RedKube.Dashboard.Models;

/// <summary>How fast a model runs on this machine.</summary>
/// <param name="SecondsPerTile">Seconds of one caller for one tile.</param>
/// <param name="Lanes">Callers at the same time.</param>
/// <param name="Device">Why this device was chosen.</param>
internal sealed record ModelTiming(double SecondsPerTile, int Lanes, string Device);
