using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace RedKube.AppHost.Tests;

/// <summary>Publishes the AppHost the way that its users do.</summary>
internal static class Published
{
    public static string Root { get; } = FindRoot();

    // --clear-cache: otherwise Aspire takes the parameters of an earlier publish from ~/.aspire/deployments, even over the command line.
    /// <summary>Builds the model for a publish into a folder that nothing is written to yet.</summary>
    public static async Task<DistributedApplication> BuildAsync(params string[] arguments)
    {
        var output = Path.Combine(Path.GetTempPath(), $"redkube-{Guid.NewGuid():N}");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
            ["--operation", "publish", "--step", "publish", "--clear-cache", "true", "--output-path", output, .. arguments]);
        return await builder.BuildAsync();
    }

    /// <summary>Writes the Helm chart. Skips in a build without the package that does.</summary>
    /// <returns>Its files by their path.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ChartAsync(params string[] arguments)
    {
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.Kubernetes.dll")), "Aspire.Hosting.Kubernetes is not among the packages of a closed build");
        var folder = Directory.CreateTempSubdirectory("redkube-chart-").FullName;
        try
        {
            var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
                ["--operation", "publish", "--step", "publish", "--clear-cache", "true", "--output-path", folder, .. arguments]);
            await using (var app = await builder.BuildAsync())
            {
                await app.RunAsync();
            }

            return Files(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static IReadOnlyDictionary<string, string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), path => File.ReadAllText(path).ReplaceLineEndings("\n"), StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RedKube.slnf")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"no RedKube.slnf above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
