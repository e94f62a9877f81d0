using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace RedKube.AppHost.Kubernetes;

/// <summary>
/// The Kubernetes side of the model: the chart in <c>deploy/helm</c>. Service accounts, shared claims, network policies and disruption budgets are
/// plain YAML in <c>deploy/kubernetes</c>, because they are the same whichever tool deploys the services.
/// </summary>
/// <param name="builder">The application that is being built.</param>
/// <param name="settings">What was set.</param>
internal sealed class KubernetesShape(IDistributedApplicationBuilder builder, Settings settings)
{
    /// <summary>Regions that wait undelivered for each worker before another is started.</summary>
    private const int RegionsWaitingPerWorker = 4;

    /// <summary>Regions that a busy worker holds: one that it works on, one that it reads ahead.</summary>
    private const int RegionsHeldPerWorker = 2;

    private const int MostWorkers = 16;

    // One value for everybody who needs it; left alone, Aspire asks for it once for each service.
    private const string PasswordValue = "{{ required `set secrets.redis.redis_password to 22 or more letters and digits` .Values.secrets.redis.redis_password }}";

    /// <summary>Turns the model into a chart.</summary>
    public void Apply(
        IResourceBuilder<RedisResource> redis,
        IResourceBuilder<ProjectResource> tiler,
        IReadOnlyList<IResourceBuilder<ProjectResource>> workers,
        IResourceBuilder<ProjectResource> aggregator,
        IResourceBuilder<ProjectResource> dashboard)
    {
        var cluster = builder.AddKubernetesEnvironment("k8s")
            .WithHelm(helm => helm.WithChartName("redkube").WithChartVersion("0.1.0")
                .WithChartDescription("Finds objects in huge satellite and aerial images")
                .WithNamespace("redkube").WithReleaseName("redkube"))
            .WithDashboard(false);
        ShapeRedis(redis, cluster);
        ShapeService(tiler, "tiler", PodSize.Of("500m", "1Gi", "2", "2Gi"));
        ShapeService(aggregator, "aggregator", PodSize.Of("500m", "1Gi", "2", "4Gi"));
        ShapeService(dashboard, "dashboard", PodSize.Of("250m", "512Mi", "1", "1Gi"));
        dashboard.PublishAsKubernetesService(service => service.Workload!.PodTemplate.Spec.MountApiKey());
        foreach (var (worker, model) in workers.Zip(settings.Models))
        {
            ShapeService(worker, "worker", settings.NeedsGpu ? PodSize.Of("4", "8Gi", "4", "16Gi") : PodSize.Of("1", "2Gi", "4", "8Gi"));
            worker.PublishAsKubernetesService(service => ShapeWorker(service, model));
        }

        cluster.AddIngress("web").WithIngressClass("nginx")
            .WithPath(settings.Host, "/", dashboard.GetEndpoint("http"))
            .WithHostname(settings.Host)
            .WithTls("redkube-tls")
            .WithIngressAnnotation("nginx.ingress.kubernetes.io/proxy-body-size", "0")
            .WithIngressAnnotation("nginx.ingress.kubernetes.io/proxy-request-buffering", "off")
            .WithIngressAnnotation("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600")
            .WithIngressAnnotation("nginx.ingress.kubernetes.io/affinity", "cookie");
    }

    private static void ShapeRedis(IResourceBuilder<RedisResource> redis, IResourceBuilder<KubernetesEnvironmentResource> cluster)
    {
        redis.WithPersistentVolume(cluster.AddPersistentVolume("redis-data").WithCapacity("20Gi"));
        redis.PublishAsKubernetesService(service =>
        {
            var workload = (StatefulSet)service.Workload!;
            workload.Spec.ServiceName = service.Service!.Metadata.Name;
            workload.Spec.Template.Harden("redis", user: PodSecurity.RedisUser);
            workload.Spec.Template.Spec.TerminationGracePeriodSeconds = 60;
            var container = workload.Spec.Template.Spec.Containers[0];
            container.Resources = PodSize.Of("500m", "1Gi", "2", "4Gi");
            container.ReadinessProbe = Ping();
            container.LivenessProbe = Ping();
            service.Secret!.StringData["REDIS_PASSWORD"] = PasswordValue;
            service.AdditionalResources.Add(RedisPassword());
        });
    }

    // While it loads its file Redis answers LOADING; that is not ready, but alive after a while: 30 tries of 10 s.
    private static ProbeV1 Ping() => new()
    {
        Exec = new() { Command = { "/bin/sh", "-c", "REDISCLI_AUTH=\"$REDIS_PASSWORD\" redis-cli ping | grep -q PONG" } },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = 30,
    };

    private static KedaTriggerAuthentication RedisPassword() => new()
    {
        Metadata = { Name = "redis-password" },
        Spec = { SecretTargetRef = { new() { Parameter = "password", Name = "redis-secrets", Key = "REDIS_PASSWORD" } } },
    };

    private static void ShapeService(IResourceBuilder<ProjectResource> resource, string stage, ResourceRequirementsV1 size) =>
        resource.PublishAsKubernetesService(service =>
        {
            var template = service.Workload!.PodTemplate;
            template.Harden(stage, PodSecurity.AppUser);
            template.Spec.TerminationGracePeriodSeconds = 60;
            var container = template.Spec.Containers[0];
            container.Resources = size;
            container.Image = PinnedImage(container.Image, resource.Resource.Name, stage);
            service.Secret!.StringData["ConnectionStrings__redis"] = $"redis-service:6379,password={PasswordValue}";
            foreach (var get in new[] { container.LivenessProbe, container.ReadinessProbe }.Select(probe => probe?.HttpGet).OfType<HttpGetActionV1>())
            {
                get.Scheme = "HTTP"; // Aspire writes it in lower case, which the API server refuses (microsoft/aspire#18271)
            }

            template.Spec.Mount("data", "/data", readOnly: false);
            template.Spec.Mount("models", "/models", readOnly: true);
            template.Spec.Mount("images", "/images", readOnly: true);
            template.Spec.MountTemporary("/tmp", "20Gi");
        });

    // Aspire's values name each image "RESOURCE:latest"; the chart then takes the repository's image of its own version. A value that names another image
    // is taken as it is.
    private static string PinnedImage(string expression, string resource, string stage) =>
        expression.Replace(" }}", $" | replace `{resource}:latest` (printf `redkube/{stage}:%s` .Chart.AppVersion) }}}}", StringComparison.Ordinal);

    private void ShapeWorker(KubernetesResource service, string model)
    {
        var deployment = (Deployment)service.Workload!;
        var pod = deployment.Spec.Template.Spec;
        deployment.Spec.Replicas = null; // KEDA owns the count
        pod.TerminationGracePeriodSeconds = 120;
        if (settings.NeedsGpu)
        {
            pod.Containers[0].Resources!.Limits["nvidia.com/gpu"] = "1";
            pod.NodeSelector["nvidia.com/gpu.present"] = "true";
            pod.Tolerations.Add(new() { Key = "nvidia.com/gpu", Operator = "Exists", Effect = "NoSchedule" });
        }

        service.AdditionalResources.Add(Scaler(deployment.Metadata.Name, model));
    }

    // One trigger counts regions that no worker has claimed, the other those in work; KEDA takes the larger answer, so a busy worker is not stopped
    // because the queue before it is empty.
    private static KedaScaledObject Scaler(string deployment, string model) => new()
    {
        Metadata = { Name = $"worker-{model}" },
        Spec =
        {
            ScaleTargetRef = { Name = deployment },
            PollingInterval = 10,
            CooldownPeriod = 300,
            MinReplicaCount = 0,
            MaxReplicaCount = MostWorkers,
            Advanced = new() { HorizontalPodAutoscalerConfig = { Behavior = { ScaleDown = { StabilizationWindowSeconds = 120 } } } },
            Triggers =
            {
                Streams(model, "lagCount", RegionsWaitingPerWorker),
                Streams(model, "pendingEntriesCount", RegionsHeldPerWorker),
            },
        },
    };

    private static KedaScaledObject.Trigger Streams(string model, string count, int perWorker) => new()
    {
        Type = "redis-streams",
        Metadata =
        {
            ["address"] = "redis-service:6379",
            ["stream"] = $"redkube:{model}:regions",
            ["consumerGroup"] = "redkube",
            [count] = perWorker.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
        AuthenticationRef = new() { Name = "redis-password" },
    };
}
