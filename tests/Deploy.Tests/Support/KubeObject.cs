using System.Text.Json.Nodes;

namespace RedKube.Deploy.Tests.Support;

/// <summary>An object of Kubernetes.</summary>
internal sealed record KubeObject(JsonObject Json)
{
    public string Kind => Json.Text("kind")!;

    public string Name => Json.Text("metadata", "name")!;

    /// <summary>The pod that a workload makes; null for other kinds.</summary>
    public JsonNode? Pod => Kind is "Deployment" or "StatefulSet" ? Json.At("spec", "template") : null;

    public IReadOnlyDictionary<string, string> PodLabels => Pod.Map("metadata", "labels");

    public string? Stage => PodLabels.GetValueOrDefault("redkube/stage");

    public IEnumerable<JsonNode?> Containers => Pod.Items("spec", "containers");

    public bool Selects(KubeObject workload, params string[] path)
    {
        var selector = Json.At(path);
        var labels = workload.PodLabels;
        var wanted = selector.At("matchLabels") is null && selector.At("matchExpressions") is null ? Json.Map(path) : selector.Map("matchLabels");
        return wanted.All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value)
            && selector.Items("matchExpressions").All(expression =>
                expression.Text("operator") == "In" && expression.Items("values").Any(value => value!.ToString() == labels.GetValueOrDefault(expression.Text("key")!)));
    }

    public override string ToString() => $"{Kind} {Name}";
}
