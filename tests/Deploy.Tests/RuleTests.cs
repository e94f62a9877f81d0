using System.Text.Json.Nodes;
using RedKube.Deploy.Tests.Rules;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

public sealed class RuleTests
{
    // A fault for each rule: what is set, and to what (null: taken away).
    private static readonly Dictionary<string, (string Path, JsonNode? Value)> Faults = new()
    {
        ["non-root"] = ("spec/template/spec/securityContext/runAsUser", 0),
        ["read-only root"] = ("spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem", null),
        ["no privilege"] = ("spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation", true),
        ["limits"] = ("spec/template/spec/containers/0/resources/limits/memory", null),
        ["probes"] = ("spec/template/spec/containers/0/livenessProbe", null),
        ["pinned image"] = ("spec/template/spec/containers/0/image", "redkube/tiler:latest"),
        ["no token"] = ("spec/template/spec/serviceAccountName", "default"),
        ["seccomp"] = ("spec/template/spec/securityContext/seccompProfile", null),
        ["disruption budget"] = ("spec/template/metadata/labels/redkube~stage", null),
        ["network policy"] = ("spec/template/metadata/labels/redkube~stage", "stranger"),
    };

    public static TheoryData<string, string> RulesOfSets()
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in PodRules.All.Keys)
        {
            data.Add("helm", rule);
            data.Add("aspirate", rule);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(RulesOfSets))]
    public void Pods_OfADeployment_FulfilTheRule(string set, string rule)
    {
        var deployment = DeploySet.Of(set);

        Assert.True(deployment.Workloads.Count() >= 5, $"found only {string.Join(", ", deployment.Workloads)}");
        Assert.Empty(deployment.Workloads.SelectMany(workload => PodRules.All[rule](workload, deployment)));
    }

    [SkippableTheory]
    [MemberData(nameof(RulesOfSets))]
    public void Rule_PodThatBreaksIt_SaysSo(string set, string rule)
    {
        var deployment = DeploySet.Of(set);
        var broken = new KubeObject((JsonObject)deployment.Workloads.Single(workload => workload.Stage == "tiler").Json.DeepClone());
        var (path, value) = Faults[rule];

        Set(broken.Json, path.Split('/'), value?.DeepClone());

        Assert.NotEmpty(PodRules.All[rule](broken, deployment));
    }

    private static void Set(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
        {
            node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        var last = path[^1].Replace('~', '/');
        var map = node.AsObject();
        Assert.True(map.ContainsKey(last), $"there is no {last} to break");
        if (value is null)
        {
            map.Remove(last);
        }
        else
        {
            map[last] = value;
        }
    }
}
