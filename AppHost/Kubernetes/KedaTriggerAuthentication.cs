using YamlDotNet.Serialization;

namespace RedKube.AppHost.Kubernetes;

/// <summary>A TriggerAuthentication that takes a value from a Secret.</summary>
[YamlSerializable]
internal sealed class KedaTriggerAuthentication() : KedaResource<KedaTriggerAuthentication.TriggerAuthenticationSpec>("TriggerAuthentication")
{
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
