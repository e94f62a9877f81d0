namespace RedKube.Dashboard.Api;

/// <summary>What came of sending again.</summary>
/// <param name="Sent">Whether there was anything to send.</param>
public sealed record SentView(bool Sent);
