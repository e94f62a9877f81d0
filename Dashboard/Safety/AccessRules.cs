namespace RedKube.Dashboard.Safety;

/// <summary>How the server is protected. Immutable.</summary>
/// <param name="HasKeys">Whether API keys let people in.</param>
/// <param name="HasOidc">Whether an OpenID Connect provider does.</param>
/// <param name="AllowAnonymous">Whether the operator wants it open to everybody.</param>
internal sealed record AccessRules(bool HasKeys, bool HasOidc, bool AllowAnonymous)
{
    /// <summary>Whether nobody is asked who they are: then only loopback addresses may be listened on, unless the operator wants it so.</summary>
    public bool IsOpen => AllowAnonymous || (!HasKeys && !HasOidc);
}
