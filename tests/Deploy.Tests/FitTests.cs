using System.Text.Json.Nodes;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>Names, ports, selectors, claims, secrets and scalers fit one another.</summary>
public sealed class FitTests
{
    /// <summary>Made by whoever deploys; docs/deploy.md says how.</summary>
    private static readonly string[] SecretsByHand = ["redkube-api-key", "redkube-tls"];

    public static TheoryData<string> Sets => ["helm", "aspirate"];

    [Fact]
    public void SecretsByHand_InTheDocumentation_AreExplained() =>
        Assert.All(SecretsByHand, secret => Assert.Contains(secret, Repository.Read("docs/deploy.md"), StringComparison.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void References_OfPods_LeadToObjects(string set)
    {
        var deployment = DeploySet.Of(set);
        var references =
            from workload in deployment.Workloads
            from reference in References(workload)
            select (Workload: workload, reference.Kind, reference.Name, reference.Key);

        Assert.All(references, reference =>
        {
            if (reference.Kind == "Secret" && SecretsByHand.Contains(reference.Name))
            {
                return;
            }

            var found = deployment.Find(reference.Kind, reference.Name);
            Assert.True(found is not null, $"{reference.Workload} uses {reference.Kind} {reference.Name}, which is not there");
            Assert.True(
                reference.Key is null || found.Json.At("data", reference.Key) is not null || found.Json.At("stringData", reference.Key) is not null,
                $"{reference.Workload} uses {reference.Key} of {found}, which is not there");
        });
    }

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Mounts_OfContainers_AreVolumesOfTheirPod(string set) =>
        Assert.All(DeploySet.Of(set).Workloads, workload =>
        {
            var volumes = workload.Pod.Items("spec", "volumes").Concat(workload.Json.Items("spec", "volumeClaimTemplates").Select(claim => claim.At("metadata")))
                .Select(volume => volume.Text("name"));
            var mounts = workload.Containers.SelectMany(container => container.Items("volumeMounts")).Select(mount => mount.Text("name"));

            Assert.Equal(volumes.Order(), mounts.Distinct().Order());
        });

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Services_OfADeployment_SelectOneWorkloadAndItsPorts(string set)
    {
        var deployment = DeploySet.Of(set);

        Assert.All(deployment.OfKind("Service"), service =>
        {
            var workload = Assert.Single(deployment.Workloads, workload => service.Selects(workload, "spec", "selector"));
            Assert.All(service.Json.Items("spec", "ports"), port => Assert.Contains(port.Text("targetPort"), Ports(workload)));
        });
    }

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Selectors_OfWorkloads_AreLabelsOfTheirPods(string set) =>
        Assert.All(DeploySet.Of(set).Workloads, workload => Assert.True(workload.Selects(workload, "spec", "selector"), workload.ToString()));

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Probes_OfServices_AskForHealthAndLife(string set) =>
        Assert.All(DeploySet.Of(set).Workloads.Where(IsStage), workload =>
        {
            var container = Assert.Single(workload.Containers);
            Assert.Equal("/health", container.Text("readinessProbe", "httpGet", "path"));
            Assert.Equal("/alive", container.Text("livenessProbe", "httpGet", "path"));
            Assert.Contains(container.Text("livenessProbe", "httpGet", "port"), Ports(workload));
        });

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Ingress_OfTheDashboard_LeadsToItsPort(string set)
    {
        var deployment = DeploySet.Of(set);
        var ingress = Assert.Single(deployment.OfKind("Ingress")).Json;
        var backend = Assert.Single(Assert.Single(ingress.Items("spec", "rules")).Items("http", "paths")).At("backend", "service");

        var service = deployment.Find("Service", backend.Text("name"));

        Assert.NotNull(service);
        Assert.Contains(service.Json.Items("spec", "ports"), port => port.Text("name") == backend.Text("port", "name"));
        Assert.Equal("dashboard", Assert.Single(deployment.Workloads, workload => service.Selects(workload, "spec", "selector")).Stage);
        Assert.Equal("redkube-tls", Assert.Single(ingress.Items("spec", "tls")).Text("secretName"));
    }

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Addresses_OfRedisAndTelemetry_AreServicesAndPorts(string set)
    {
        var deployment = DeploySet.Of(set);
        var config = set == "helm" ? Repository.Read("deploy/helm/values.yaml") : string.Join('\n', deployment.OfKind("ConfigMap").Select(map => map.Json.ToJsonString()));
        var redis = deployment.OfKind("Secret").SelectMany(secret => secret.Json.Map("stringData")).Where(pair => pair.Key == "ConnectionStrings__redis").ToList();

        Assert.NotEmpty(redis);
        Assert.All(redis, pair => AssertAddress(deployment, pair.Value.Split(',')[0]));
        Assert.Contains("http://otel-collector:4317", config, StringComparison.Ordinal);
    }

    internal static void AssertAddress(DeploySet deployment, string address)
    {
        var (host, port) = (address.Split(':')[0], address.Split(':')[1]);
        var service = deployment.Find("Service", host);
        Assert.True(service is not null, $"there is no Service {host}");
        Assert.Contains(service.Json.Items("spec", "ports"), it => it.Text("port") == port);
    }

    internal static bool IsStage(KubeObject workload) => workload.Stage is "tiler" or "worker" or "aggregator" or "dashboard";

    private static List<string?> Ports(KubeObject workload) =>
        [.. workload.Containers.SelectMany(container => container.Items("ports")).SelectMany(port => new[] { port.Text("name"), port.Text("containerPort") })];

    private static IEnumerable<(string Kind, string Name, string? Key)> References(KubeObject workload)
    {
        yield return ("ServiceAccount", workload.Pod.Text("spec", "serviceAccountName")!, null);
        foreach (var volume in workload.Pod.Items("spec", "volumes"))
        {
            foreach (var (kind, name) in new[] { ("PersistentVolumeClaim", volume.Text("persistentVolumeClaim", "claimName")), ("Secret", volume.Text("secret", "secretName")), ("ConfigMap", volume.Text("configMap", "name")) })
            {
                if (name is not null)
                {
                    yield return (kind, name, null);
                }
            }
        }

        foreach (var from in workload.Containers.SelectMany(container => container.Items("envFrom")))
        {
            yield return from.Text("secretRef", "name") is { } secret ? ("Secret", secret, null) : ("ConfigMap", from.Text("configMapRef", "name")!, null);
        }

        foreach (var variable in workload.Containers.SelectMany(container => container.Items("env")).Select(variable => variable.At("valueFrom", "secretKeyRef")).OfType<JsonNode>())
        {
            yield return ("Secret", variable.Text("name")!, variable.Text("key"));
        }
    }
}
