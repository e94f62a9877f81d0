using System.Globalization;
using System.Text.RegularExpressions;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>KEDA scales each model's workers on the stream of its regions, down to none, and never stops one before it could give back.</summary>
public sealed partial class ScalingTests
{
    /// <summary>A lease that is not renewed runs out after this; a worker that stops has to give back sooner than the pod is killed.</summary>
    private const int LeaseSeconds = 30;

    public static TheoryData<string> Sets => ["helm", "aspirate"];

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Scaler_OfEachModel_CountsItsRegionsAndOwnsItsWorkers(string set)
    {
        var deployment = DeploySet.Of(set);
        var workers = deployment.Workloads.Where(workload => workload.Stage == "worker").ToList();

        Assert.NotEmpty(workers);
        Assert.Equal(workers.Count, deployment.OfKind("ScaledObject").Count());
        Assert.All(workers, worker =>
        {
            var scaler = Assert.Single(deployment.OfKind("ScaledObject"), it => it.Json.Text("spec", "scaleTargetRef", "name") == worker.Name);
            var model = scaler.Name["worker-".Length..];
            Assert.Matches(ModelName(), model);
            Assert.Null(worker.Json.At("spec", "replicas"));
            Assert.Equal("0", scaler.Json.Text("spec", "minReplicaCount"));
            Assert.NotNull(scaler.Json.Text("spec", "cooldownPeriod"));
            Assert.Equal(["lagCount", "pendingEntriesCount"], scaler.Json.Items("spec", "triggers").Select(Counted).Order());
            Assert.All(scaler.Json.Items("spec", "triggers"), trigger =>
            {
                Assert.Equal("redis-streams", trigger.Text("type"));
                Assert.Equal($"redkube:{model}:regions", trigger.Text("metadata", "stream"));
                Assert.Equal("redkube", trigger.Text("metadata", "consumerGroup"));
                FitTests.AssertAddress(deployment, trigger.Text("metadata", "address")!);
                var authentication = deployment.Find("TriggerAuthentication", trigger.Text("authenticationRef", "name"));
                var target = Assert.Single(authentication!.Json.Items("spec", "secretTargetRef"));
                Assert.Equal("password", target.Text("parameter"));
                Assert.NotNull(deployment.Find("Secret", target.Text("name"))!.Json.Text("stringData", target.Text("key")!));
            });
            Assert.Equal(model, WorkerModels(deployment, worker));
        });

        static string Counted(System.Text.Json.Nodes.JsonNode? trigger) => trigger.Map("metadata").Keys.Single(key => key.EndsWith("Count", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void GracePeriod_OfWorkers_OutlastsALease(string set) =>
        Assert.All(DeploySet.Of(set).Workloads.Where(FitTests.IsStage), workload => Assert.True(
            int.Parse(workload.Pod.Text("spec", "terminationGracePeriodSeconds")!, CultureInfo.InvariantCulture) >= 2 * LeaseSeconds, workload.ToString()));

    [SkippableTheory]
    [MemberData(nameof(Sets))]
    public void Gpu_OfWorkers_IsLimitedAskedForAndTolerated(string set) =>
        Assert.All(DeploySet.Of(set).Workloads.Where(workload => workload.Stage == "worker"), worker =>
        {
            Assert.Equal("1", Assert.Single(worker.Containers).Text("resources", "limits", "nvidia.com/gpu"));
            Assert.Equal("true", worker.Pod.Text("spec", "nodeSelector", "nvidia.com/gpu.present"));
            Assert.Contains(worker.Pod.Items("spec", "tolerations"), toleration => toleration.Text("key") == "nvidia.com/gpu" && toleration.Text("effect") == "NoSchedule");
        });

    // In the chart the value stands in values.yaml.
    private static string? WorkerModels(DeploySet deployment, KubeObject worker)
    {
        var config = deployment.Find("ConfigMap", Assert.Single(worker.Containers).Items("envFrom").Select(from => from.Text("configMapRef", "name")).First(name => name is not null))!;
        var value = config.Json.Text("data", "REDKUBE_WORKER_MODELS")!;
        if (deployment.Name != "helm")
        {
            return value;
        }

        var path = Expression().Match(value).Groups["path"].Value.Split('.');
        return Assert.Single(Yaml.Parse(Repository.Read("deploy/helm/values.yaml"))).Text(path);
    }

    [GeneratedRegex(@"^\{\{ \.Values\.(?<path>[\w.]+) \}\}$")]
    private static partial Regex Expression();

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex ModelName();
}
