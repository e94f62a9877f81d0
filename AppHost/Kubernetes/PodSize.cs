using Aspire.Hosting.Kubernetes.Resources;

namespace RedKube.AppHost.Kubernetes;

/// <summary>What a pod asks for and what it may take.</summary>
internal static class PodSize
{
    /// <summary>Requests and limits of a container. The limits count: threads, caches and memory budgets of the services follow them.</summary>
    /// <param name="cpu">Processors that are set aside.</param>
    /// <param name="memory">Memory that is set aside.</param>
    /// <param name="mostCpu">Processors at most.</param>
    /// <param name="mostMemory">Memory at most.</param>
    public static ResourceRequirementsV1 Of(string cpu, string memory, string mostCpu, string mostMemory) => new()
    {
        Requests = { ["cpu"] = cpu, ["memory"] = memory },
        Limits = { ["cpu"] = mostCpu, ["memory"] = mostMemory },
    };
}
