namespace RedKube.Dashboard.Api;

/// <summary>Who asks.</summary>
/// <param name="Role">viewer or operator; null: nobody that is known.</param>
/// <param name="Name">What they are called, or null.</param>
/// <param name="HasKeys">Whether API keys let people in.</param>
/// <param name="HasOidc">Whether an OpenID Connect provider does.</param>
public sealed record SessionView(string? Role, string? Name, bool HasKeys, bool HasOidc);
