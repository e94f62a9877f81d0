using System.Text.Json.Nodes;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests.Rules;

/// <summary>What every pod must fulfil. Each rule gives the faults of a workload.</summary>
internal static class PodRules
{
    public static readonly IReadOnlyDictionary<string, Func<KubeObject, DeploySet, IEnumerable<string>>> All = new Dictionary<string, Func<KubeObject, DeploySet, IEnumerable<string>>>
    {
        ["non-root"] = (it, _) => Pod(it, pod => pod.Is(true, "securityContext", "runAsNonRoot") && pod.Text("securityContext", "runAsUser") is { } user && user != "0", "must run as a user that is not root"),
        ["read-only root"] = (it, _) => Each(it, container => container.Is(true, "securityContext", "readOnlyRootFilesystem"), "must not write to its root file system"),
        ["no privilege"] = (it, _) => Each(it, IsUnprivileged, "must give all privileges and capabilities up").Concat(Pod(it, IsUnshared, "must not share the host's network, processes or memory")),
        ["limits"] = (it, _) => Each(it, IsLimited, "must request and limit processors and memory"),
        ["probes"] = (it, _) => Each(it, container => IsProbe(container.At("readinessProbe")) && IsProbe(container.At("livenessProbe")), "must say how its readiness and its life are asked for"),
        ["pinned image"] = (it, _) => Each(it, container => IsPinned(container.Text("image")!), "must run an image of one version"),
        ["no token"] = (it, set) => Pod(it, pod => pod.Is(false, "automountServiceAccountToken") && set.Find("ServiceAccount", pod.Text("serviceAccountName"))?.Json.Is(false, "automountServiceAccountToken") == true, "must have an account of its own and no token of the API server"),
        ["seccomp"] = (it, _) => Pod(it, pod => pod.Text("securityContext", "seccompProfile", "type") == "RuntimeDefault", "must be confined to the runtime's system calls"),
        ["disruption budget"] = (it, set) => Pod(it, _ => set.OfKind("PodDisruptionBudget").Count(budget => budget.Selects(it, "spec", "selector")) == 1, "must have one PodDisruptionBudget"),
        ["network policy"] = (it, set) => Pod(it, _ => IsFencedIn(it, set), "must be denied all traffic but that which a policy of its own allows"),
    };

    private static IEnumerable<string> Pod(KubeObject it, Func<JsonNode?, bool> holds, string rule) => holds(it.Pod.At("spec")) ? [] : [$"{it}: {rule}"];

    private static IEnumerable<string> Each(KubeObject it, Func<JsonNode?, bool> holds, string rule) =>
        it.Containers.Concat(it.Pod.Items("spec", "initContainers")).Where(container => !holds(container)).Select(container => $"{it}, container {container.Text("name")}: {rule}");

    private static bool IsUnprivileged(JsonNode? container)
    {
        var context = container.At("securityContext");
        return context.Is(false, "privileged") && context.Is(false, "allowPrivilegeEscalation") && context.At("capabilities", "add") is null
            && context.Items("capabilities", "drop").Select(drop => drop!.ToString()).SequenceEqual(["ALL"]);
    }

    private static bool IsUnshared(JsonNode? pod) =>
        !new[] { "hostNetwork", "hostPID", "hostIPC" }.Any(shared => pod.Is(true, shared)) && pod.Items("volumes").All(volume => volume.At("hostPath") is null);

    private static bool IsLimited(JsonNode? container) =>
        new[] { "requests", "limits" }.All(which => new[] { "cpu", "memory" }.All(what => container.Text("resources", which, what) is { Length: > 0 }));

    private static bool IsProbe(JsonNode? probe) =>
        (probe.At("httpGet", "path") ?? probe.At("exec", "command") ?? probe.At("tcpSocket", "port")) is not null && probe.Text("httpGet", "scheme") is null or "HTTP";

    // The chart: {{ .Values.parameters.tiler.tiler_image | replace `tiler:latest` (printf `redkube/tiler:%s` .Chart.AppVersion) }}
    private static bool IsPinned(string image)
    {
        if (image.StartsWith("{{", StringComparison.Ordinal))
        {
            return image.Contains(":latest`", StringComparison.Ordinal) && image.Contains(":%s` .Chart.AppVersion", StringComparison.Ordinal);
        }

        var tag = image[(image.LastIndexOf('/') + 1)..].Split('@')[0].Split(':');
        return (tag.Length == 2 && tag[1] != "latest" && tag[1].Any(char.IsAsciiDigit)) || image.Contains("@sha256:", StringComparison.Ordinal);
    }

    private static bool IsFencedIn(KubeObject it, DeploySet set)
    {
        var policies = set.OfKind("NetworkPolicy").Where(policy => policy.Selects(it, "spec", "podSelector")).ToList();
        var denied = policies.Any(policy => policy.Json.At("spec", "ingress") is null && policy.Json.At("spec", "egress") is null
            && policy.Json.Items("spec", "policyTypes").Select(type => type!.ToString()).Order().SequenceEqual(["Egress", "Ingress"]));
        var own = policies.Any(policy => policy.Json.At("spec", "podSelector") is JsonObject { Count: > 0 });
        return denied && own;
    }
}
