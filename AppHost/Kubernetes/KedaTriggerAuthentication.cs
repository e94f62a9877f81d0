using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace RedKube.AppHost.Kubernetes;

/// <summary>A KEDA TriggerAuthentication (keda.sh/v1alpha1) that takes a value from a Secret.</summary>
[YamlSerializable]
internal sealed class KedaTriggerAuthentication() : BaseKubernetesResource("keda.sh/v1alpha1", "TriggerAuthentication")
{
    [YamlMember(Alias = "spec")]
    public TriggerAuthenticationSpec Spec { get; set; } = new();

    public sealed class TriggerAuthenticationSpec
    {
        [YamlMember(Alias = "secretTargetRef")]
        public List<SecretTarget> SecretTargetRef { get; } = [];
    }

    public sealed class SecretTarget
    {
        [YamlMember(Alias = "parameter")]
        public string Parameter { get; set; } = "";

        [YamlMember(Alias = "name")]
        public string Name { get; set; } = "";

        [YamlMember(Alias = "key")]
        public string Key { get; set; } = "";
    }
}
