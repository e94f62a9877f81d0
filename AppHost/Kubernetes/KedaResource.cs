using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace RedKube.AppHost.Kubernetes;

/// <summary>An object of KEDA (keda.sh/v1alpha1): its kind and what it asks for.</summary>
/// <typeparam name="TSpec">What it asks for.</typeparam>
/// <param name="kind">The kind.</param>
internal abstract class KedaResource<TSpec>(string kind) : BaseKubernetesResource("keda.sh/v1alpha1", kind)
    where TSpec : new()
{
    [YamlMember(Alias = "spec")]
    public TSpec Spec { get; set; } = new();
}
