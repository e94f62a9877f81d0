using System.Text.Json.Nodes;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>aspire-manifest.json against the projects and the code. That it is what the AppHost writes is tested in tests/AppHost.Tests.</summary>
public sealed class ManifestTests
{
    private static readonly JsonNode Manifest = JsonNode.Parse(Repository.Read("aspire-manifest.json"))!["resources"]!;

    /// <summary>Read by .NET, OpenTelemetry, ONNX Runtime or aspirate; not by our own code.</summary>
    private static readonly string[] OfOthers = ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "HTTP_PORTS", "OTEL_SERVICE_NAME", "ORT_DISABLE_TELEMETRY"];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Projects => Manifest.AsObject().Where(resource => resource.Value.Text("path") is not null);

    [Fact]
    public void Types_OfResources_AreThoseThatAspirateReads() =>
        Assert.All(Manifest.AsObject(), resource => Assert.Contains(resource.Value.Text("type"), new[] { "project.v0", "container.v0", "parameter.v0", "value.v0", "annotated.string" }));

    [Fact]
    public void Projects_OfTheManifest_AreAllServices()
    {
        var services = Repository.Files(".", "Program.cs").Select(path => path.TrimStart('.', '/')).Where(path => path.Count(c => c == '/') == 1 && Repository.Read(path).Contains("MapDefaultEndpoints", StringComparison.Ordinal))
            .Select(path => Path.GetDirectoryName(path)!).ToList();

        Assert.Equal(["Aggregator", "Dashboard", "Tiler", "Worker"], services.Order());
        Assert.Equal(services.Order(), Projects.Select(project => Path.GetDirectoryName(project.Value.Text("path"))!).Distinct().Order());
        Assert.All(Projects, project => Assert.True(File.Exists(Repository.At(project.Value.Text("path")!)), project.Key));
    }

    [Fact]
    public void Environment_OfProjects_IsReadByTheCode()
    {
        var sources = string.Join('\n', Repository.Files(".", "*.cs").Where(path => !path.Contains("AppHost/", StringComparison.Ordinal) && !path.Contains("tests/", StringComparison.Ordinal)).Select(Repository.Read));
        var names = Projects.SelectMany(project => project.Value.Map("env").Keys).Distinct().Except(OfOthers).ToList();

        Assert.Contains("ConnectionStrings__redis", names);
        Assert.All(names.Where(name => !name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)), name => Assert.Contains($"\"{name}\"", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void Redis_OfTheManifest_WritesAnAppendOnlyFileIntoItsVolume()
    {
        var redis = Manifest["redis"];

        Assert.Contains("--appendonly yes", redis.Items("args").Last()!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/data", Assert.Single(redis.Items("volumes")).Text("target"));
    }

    // aspirate 9.1.0 replaces the default of a parameter by a random password.
    [Fact]
    public void Parameters_OfTheManifest_AreSecretsOnly() =>
        Assert.All(Manifest.AsObject().Where(resource => resource.Value.Text("type") == "parameter.v0"), parameter => Assert.True(parameter.Value.Is(true, "inputs", "value", "secret"), parameter.Key));

    [Fact]
    public void SampleOfAspirate_ForEachResource_HasItsImageAndEnvironment() =>
        Assert.All(Projects, project =>
        {
            var folder = $"tests/Deploy.Tests/AspirateOutput/{project.Key}";
            var container = Yaml.Parse(Repository.Read($"{folder}/deployment.yaml")).Single().Items("spec", "template", "spec", "containers").Single();
            var written = Yaml.Parse(Repository.Read($"{folder}/kustomization.yaml")).Single().Items("configMapGenerator").Single().Items("literals").Select(literal => literal!.ToString().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

            Assert.Equal($"redkube/{Path.GetDirectoryName(project.Value.Text("path"))!.ToLowerInvariant()}:{Version()}", container.Text("image"));
            Assert.Equal(project.Value.Map("env").Keys.Append("ASPNETCORE_URLS").Order(), written.Keys.Order());
            Assert.All(project.Value.Map("env").Where(pair => !pair.Value.Contains('{', StringComparison.Ordinal)), pair => Assert.Equal(pair.Value, written[pair.Key]));
        });

    private static string Version()
    {
        var props = Repository.Read("Directory.Build.props");
        var start = props.IndexOf("<Version>", StringComparison.Ordinal) + "<Version>".Length;
        return props[start..props.IndexOf('<', start)];
    }
}
