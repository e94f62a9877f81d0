namespace RedKube.Dashboard.Api;

/// <summary>Asks for a session.</summary>
/// <param name="Key">An API key.</param>
public sealed record SignInRequest(string Key);
