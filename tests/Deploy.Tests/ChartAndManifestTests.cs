using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>The chart against aspire-manifest.json. tests/AppHost.Tests holds the manifest to the AppHost on every machine, so the chart cannot fall behind it either.</summary>
public sealed partial class ChartAndManifestTests
{
    private const string Templates = "deploy/helm/templates";
    private static readonly JsonNode Manifest = JsonNode.Parse(Repository.Read("aspire-manifest.json"))!["resources"]!;
    private static readonly JsonNode Values = Yaml.Parse(Repository.Read("deploy/helm/values.yaml")).Single();

    /// <summary>Objects of the cluster alone: the ingress and the claim of Redis.</summary>
    private static readonly string[] OfCluster = ["redis-data", "web"];

    public static TheoryData<string> Services => [.. ResourcesOf("project.v0")];

    [Fact]
    public void Folders_OfTheChart_AreTheResourcesOfTheManifest()
    {
        var folders = Repository.Files(Templates, "*.yaml").Select(path => path.Split('/')[3]).Distinct().Except(OfCluster);

        Assert.Equal(ResourcesOf("project.v0").Concat(ResourcesOf("container.v0")).Order(), folders.Order());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Environment_OfAService_IsThatOfTheManifest(string service)
    {
        var chart = Template(service, "config").Map("data").Concat(Template(service, "secrets").Map("stringData")).ToDictionary(pair => pair.Key, pair => Filled(pair.Value));
        var manifest = Manifest[service].Map("env");

        Assert.Equal(manifest.Keys.Order(), chart.Keys.Order());
        Assert.All(manifest.Where(pair => !pair.Value.Contains('{', StringComparison.Ordinal)), pair => Assert.Equal(pair.Value, chart[pair.Key]));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Ports_OfAService_AreItsOwnHttpPort(string service)
    {
        var port = Values.Text("parameters", Key(service), "port_http");
        var container = Assert.Single(Template(service, "deployment").Items("spec", "template", "spec", "containers"));

        Assert.NotNull(port);
        Assert.Equal(port, Filled(Template(service, "config").Map("data")["HTTP_PORTS"]));
        Assert.Equal(["http"], Manifest[service]!["bindings"]!.AsObject().Where(binding => binding.Value.Text("scheme") == "http").Select(binding => binding.Key));
        Assert.Equal(port, Filled(Assert.Single(container.Items("ports"), it => it.Text("name") == "http").Text("containerPort")!));
        Assert.Equal(port, Filled(Assert.Single(Template(service, "service").Items("spec", "ports"), it => it.Text("name") == "http").Text("port")!));
    }

    [Fact]
    public void Redis_OfBoth_IsTheSameImageAndCommandOnTheSamePort()
    {
        var container = Assert.Single(Template("redis", "statefulset").Items("spec", "template", "spec", "containers"));
        var redis = Manifest["redis"];

        Assert.Equal(redis.Text("image"), container.Text("image"));
        Assert.Equal([redis.Text("entrypoint")], container.Items("command").Select(part => part!.ToString()));
        Assert.Equal(redis.Items("args").Select(part => part!.ToString()), container.Items("args").Select(part => part!.ToString()));
        Assert.Equal(redis.Text("bindings", "tcp", "targetPort"), Assert.Single(container.Items("ports")).Text("containerPort"));
        Assert.Equal(Assert.Single(redis.Items("volumes")).Text("target"), Assert.Single(container.Items("volumeMounts"), mount => mount.Text("name") == "redis-data").Text("mountPath"));
    }

    private static IEnumerable<string> ResourcesOf(string type) => Manifest.AsObject().Where(resource => resource.Value.Text("type") == type).Select(resource => resource.Key);

    private static JsonObject Template(string resource, string name) => Yaml.ParseTemplate(Repository.Read($"{Templates}/{resource}/{name}.yaml")).Single();

    private static string Key(string resource) => resource.Replace('-', '_');

    // What Helm puts in the place of {{ .Values.config.tiler.data }} and of {{ .Values.parameters.tiler.port_http | int | toString }}.
    private static string Filled(string template) =>
        ValueExpression().Replace(template, match => Values.Text(match.Groups["path"].Value.Split('.')) ?? throw new InvalidOperationException($"values.yaml has no {match.Groups["path"].Value}"));

    [GeneratedRegex(@"^\{\{ \.Values\.(?<path>[\w.]+)( \| (int|toString))* \}\}$", RegexOptions.ExplicitCapture)]
    private static partial Regex ValueExpression();
}
