using System.Reflection;

namespace RedKube.Browser.Tests;

/// <summary>Where things lie that the tests use.</summary>
internal static class Places
{
    /// <summary>Debian's Chromium.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>The npm packages of the dashboard's client.</summary>
    public static string ClientPackages => Of("ClientPackages");

    /// <summary>The sample models.</summary>
    public static string Models => Path.GetFullPath(Of("Models"));

    /// <summary>The root of the sources.</summary>
    public static string Repository => Path.GetFullPath(Of("Repository"));

    private static string Of(string name) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
}
