using System.Text.Json.Nodes;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>The chart and the overlay over aspirate's output make the same pods.</summary>
public sealed class SameTests
{
    private static readonly string[] OfPod = ["serviceAccountName", "automountServiceAccountToken", "enableServiceLinks", "securityContext", "terminationGracePeriodSeconds", "nodeSelector", "tolerations"];
    private static readonly string[] OfContainer = ["securityContext", "resources", "volumeMounts"];

    [SkippableTheory]
    [InlineData("tiler")]
    [InlineData("worker")]
    [InlineData("aggregator")]
    [InlineData("dashboard")]
    [InlineData("redis")]
    public void Pod_OfAStage_IsTheSameInBoth(string stage)
    {
        var (helm, aspirate) = (Find(DeploySet.Of("helm"), stage), Find(DeploySet.Of("aspirate"), stage));

        Assert.Equal(Facts(helm), Facts(aspirate));
    }

    [SkippableFact]
    public void Scalers_OfBoth_AreTheSameButForNames()
    {
        Assert.Equal(Scalers(DeploySet.Of("aspirate")), Scalers(DeploySet.Of("helm")));

        static List<string> Scalers(DeploySet set) =>
            [.. set.OfKind("ScaledObject").Select(it => Sorted(it.Json.At("spec"))!.ToJsonString().Replace("redis-service:", "redis:", StringComparison.Ordinal).Replace("-deployment\"", "\"", StringComparison.Ordinal)).Order()];
    }

    private static KubeObject Find(DeploySet set, string stage) => Assert.Single(set.Workloads, workload => workload.Stage == stage);

    private static List<string> Facts(KubeObject workload)
    {
        var container = Assert.Single(workload.Containers);
        return
        [
            .. OfPod.Select(name => $"{name}: {Sorted(workload.Pod.At("spec", name))?.ToJsonString()}"),
            .. OfContainer.Select(name => $"{name}: {Sorted(container.At(name))?.ToJsonString()}"),
            .. new[] { "readinessProbe", "livenessProbe" }.Select(name => $"{name}: {container.Text(name, "httpGet", "path")} {Sorted(container.At(name, "exec"))?.ToJsonString()} every {container.Text(name, "periodSeconds")} s, {container.Text(name, "timeoutSeconds")} s, {container.Text(name, "failureThreshold") ?? "3"} times"),
            .. workload.Stage == "redis" ? [] : workload.Pod.Items("spec", "volumes").Select(volume => Sorted(volume)!.ToJsonString()),
        ];
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
