using YamlDotNet.Serialization;

namespace RedKube.AppHost.Kubernetes;

/// <summary>A ScaledObject, as much of it as a worker needs.</summary>
[YamlSerializable]
internal sealed class KedaScaledObject() : KedaResource<KedaScaledObject.ScaledObjectSpec>("ScaledObject")
{
    public sealed class ScaledObjectSpec
    {
        [YamlMember(Alias = "scaleTargetRef")]
        public NameRef ScaleTargetRef { get; set; } = new();

        [YamlMember(Alias = "pollingInterval")]
        public int? PollingInterval { get; set; }

        [YamlMember(Alias = "cooldownPeriod")]
        public int? CooldownPeriod { get; set; }

        [YamlMember(Alias = "minReplicaCount")]
        public int? MinReplicaCount { get; set; }

        [YamlMember(Alias = "maxReplicaCount")]
        public int? MaxReplicaCount { get; set; }

        [YamlMember(Alias = "advanced")]
        public AdvancedConfig? Advanced { get; set; }

        [YamlMember(Alias = "triggers")]
        public List<Trigger> Triggers { get; } = [];
    }

    public sealed class AdvancedConfig
    {
        [YamlMember(Alias = "horizontalPodAutoscalerConfig")]
        public HpaConfig HorizontalPodAutoscalerConfig { get; set; } = new();
    }

    public sealed class HpaConfig
    {
        [YamlMember(Alias = "behavior")]
        public HpaBehavior Behavior { get; set; } = new();
    }

    public sealed class HpaBehavior
    {
        [YamlMember(Alias = "scaleDown")]
        public ScalingRules ScaleDown { get; set; } = new();
    }

    public sealed class ScalingRules
    {
        [YamlMember(Alias = "stabilizationWindowSeconds")]
        public int? StabilizationWindowSeconds { get; set; }
    }

    public sealed class Trigger
    {
        [YamlMember(Alias = "type")]
        public string Type { get; set; } = "";

        [YamlMember(Alias = "metadata")]
        public Dictionary<string, string> Metadata { get; } = [];

        [YamlMember(Alias = "authenticationRef")]
        public NameRef? AuthenticationRef { get; set; }
    }

    public sealed class NameRef
    {
        [YamlMember(Alias = "name")]
        public string Name { get; set; } = "";
    }
}
