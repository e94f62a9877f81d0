namespace RedKube.Dashboard.Safety;

/// <summary>Who may do what: viewers read, operators do everything.</summary>
public static class Roles
{
    /// <summary>Reads everything, changes nothing.</summary>
    public const string Viewer = "viewer";

    /// <summary>Does everything.</summary>
    public const string Operator = "operator";
}
