namespace RedKube.Architecture.Tests.Rules;

/// <summary>Who may use whom: {AppHost, Cli} → services → Adapters → Core; ServiceDefaults is used by the services and the command line, and brings Core and adapters together for them.</summary>
internal static class ProjectArrows
{
    private static readonly string[] Adapters = ["Adapters/Gdal", "Adapters/Onnx", "Adapters/Redis", "Adapters/S3"];
    private static readonly string[] Services = ["Tiler", "Worker", "Aggregator", "Dashboard"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["ServiceDefaults"] = ["Core", .. Adapters],
        ["Adapters/Gdal"] = ["Core"],
        ["Adapters/Onnx"] = ["Core"],
        ["Adapters/Redis"] = ["Core"],
        ["Adapters/S3"] = ["Core"],
        ["Tiler"] = ["Core", "ServiceDefaults", .. Adapters],
        ["Worker"] = ["Core", "ServiceDefaults", .. Adapters],
        ["Aggregator"] = ["Core", "ServiceDefaults", .. Adapters],
        ["Dashboard"] = ["Core", "ServiceDefaults", .. Adapters],
        ["Cli"] = ["Core", "ServiceDefaults", .. Adapters, .. Services],
        ["AppHost"] = Services,
    };

    /// <summary>The one part of the product that may use an outside system, by the start of its packages' and namespaces' names.</summary>
    public static readonly IReadOnlyDictionary<string, string> OutsideSystems = new Dictionary<string, string>
    {
        ["MaxRev.Gdal"] = "Adapters/Gdal",
        ["OSGeo"] = "Adapters/Gdal",
        ["Microsoft.ML.OnnxRuntime"] = "Adapters/Onnx",
        ["StackExchange.Redis"] = "Adapters/Redis",
        ["Aspire.StackExchange.Redis"] = "Adapters/Redis",
        ["AWSSDK"] = "Adapters/S3",
        ["Amazon"] = "Adapters/S3",
    };

    public static IEnumerable<string> Faults(ProjectFile project)
    {
        var part = ProjectFile.PartOf(project.Path);
        if (part.StartsWith("tests/", StringComparison.Ordinal) || part.StartsWith("bench", StringComparison.Ordinal))
        {
            yield break;
        }

        if (!Allowed.TryGetValue(part, out var allowed))
        {
            yield return $"{project.Path}: is no known part of the system";
            yield break;
        }

        foreach (var used in project.Projects.Where(used => !allowed.Contains(ProjectFile.PartOf(used))))
        {
            yield return $"{project.Path}: must not use {used}";
        }

        foreach (var package in project.Packages)
        {
            if (part == "Core" && package != "NetTopologySuite")
            {
                yield return $"{project.Path}: Core uses NetTopologySuite and nothing else outside, found {package}";
            }

            foreach (var (_, owner) in OutsideSystems.Where(system => package.StartsWith(system.Key, StringComparison.Ordinal) && system.Value != part))
            {
                yield return $"{project.Path}: only {owner} uses {package}";
            }
        }
    }
}
