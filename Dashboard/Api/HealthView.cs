namespace RedKube.Dashboard.Api;

/// <summary>How the server fares.</summary>
/// <param name="Status">ok.</param>
/// <param name="Version">RedKube's version.</param>
public sealed record HealthView(string Status, string Version);
