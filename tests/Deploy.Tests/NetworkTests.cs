using System.Text.Json.Nodes;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>Who may talk to whom: the arrows of the design and no other.</summary>
public sealed class NetworkTests
{
    private static readonly string[] Stages = ["tiler", "worker", "aggregator", "dashboard"];

    /// <summary>From, to, port. What is no pod of ours is the namespace it lives in.</summary>
    private static readonly string[] Arrows =
    [
        .. Stages.Select(stage => $"{stage} -> redis:6379"),
        .. Stages.Select(stage => $"{stage} -> telemetry:4317"),
        "ingress-nginx -> dashboard:8080",
        "keda -> redis:6379",
        "monitoring -> telemetry:8889",
    ];

    public static TheoryData<string> Sets => ["helm", "aspirate"];

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Policies_OfADeployment_AllowTheArrowsAndNoOther(string set)
    {
        var deployment = DeploySet.Of(set);
        var ingress = Allowed(deployment, "ingress", "from").ToList();
        var egress = Allowed(deployment, "egress", "to").Where(arrow => !arrow.Peer.StartsWith("kube-system", StringComparison.Ordinal)).ToList();

        Assert.Equal(Arrows.Order(), ingress.Select(arrow => $"{arrow.Peer} -> {arrow.Stage}:{arrow.Port}").Order());
        Assert.Equal(
            Arrows.Where(arrow => Stages.Any(stage => arrow.StartsWith(stage, StringComparison.Ordinal))).Order(),
            egress.Select(arrow => $"{arrow.Stage} -> {arrow.Peer}:{arrow.Port}").Order());
    }

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Names_OfAllPods_MayBeResolved(string set) =>
        Assert.Contains(DeploySet.Of(set).OfKind("NetworkPolicy"), policy =>
            policy.Json.At("spec", "podSelector") is JsonObject { Count: 0 } && policy.Json.Items("spec", "egress").SelectMany(rule => rule.Items("ports")).Any(port => port.Text("port") == "53"));

    private static IEnumerable<(string Stage, string Peer, string Port)> Allowed(DeploySet deployment, string direction, string peers) =>
        from policy in deployment.OfKind("NetworkPolicy")
        where policy.Json.At("spec", "podSelector") is JsonObject { Count: > 0 }
        from stage in StagesOf(policy.Json.At("spec", "podSelector"))
        from rule in policy.Json.Items("spec", direction)
        from peer in rule.Items(peers).SelectMany(PeersOf)
        from port in rule.Items("ports")
        select (stage, peer, port.Text("port")!);

    private static IEnumerable<string> PeersOf(JsonNode? peer) =>
        peer.Text("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name") is { } elsewhere ? [elsewhere]
        : peer.At("podSelector") is { } pods ? StagesOf(pods)
        : throw new InvalidOperationException($"a peer that is neither a pod nor a namespace: {peer}");

    private static IEnumerable<string> StagesOf(JsonNode? selector) =>
        selector.Text("matchLabels", "redkube/stage") is { } stage ? [stage]
        : selector.Items("matchExpressions").Where(expression => expression.Text("key") == "redkube/stage").SelectMany(expression => expression.Items("values")).Select(value => value!.ToString());
}
