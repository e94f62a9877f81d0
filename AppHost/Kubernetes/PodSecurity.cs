using Aspire.Hosting.Kubernetes.Resources;

namespace RedKube.AppHost.Kubernetes;

/// <summary>What every pod of the chart may not do, and what it mounts.</summary>
internal static class PodSecurity
{
    /// <summary>The user <c>app</c> of .NET's images.</summary>
    public const long AppUser = 1654;

    /// <summary>The user <c>redis</c> of Redis' image.</summary>
    public const long RedisUser = 999;

    /// <summary>Fulfils Kubernetes' "restricted" standard: no root, no privilege, the root file system read only, no token of the API server.</summary>
    /// <param name="template">The pod.</param>
    /// <param name="stage">What it is part of; its service account has the same name.</param>
    /// <param name="user">Whom it runs as; its files belong to the group of that number.</param>
    public static void Harden(this PodTemplateSpecV1 template, string stage, long user)
    {
        template.Metadata.Labels["redkube/stage"] = stage;
        var pod = template.Spec;
        pod.ServiceAccountName = stage;
        pod.AutomountServiceAccountToken = false;
        pod.EnableServiceLinks = false;
        pod.SecurityContext = new()
        {
            RunAsNonRoot = true,
            RunAsUser = user,
            RunAsGroup = user,
            FsGroup = user,
            FsGroupChangePolicy = "OnRootMismatch",
            SeccompProfile = new() { Type = "RuntimeDefault" },
        };
        foreach (var container in pod.Containers)
        {
            container.SecurityContext = new()
            {
                Privileged = false,
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new() { Drop = { "ALL" } },
            };
        }
    }

    /// <summary>Mounts a claim of <c>deploy/kubernetes/claims.yaml</c>. Aspire's own way would make a StatefulSet of the Deployment.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="claim">The claim's name.</param>
    /// <param name="path">Where the container sees it.</param>
    /// <param name="readOnly">Whether it may only read.</param>
    public static void Mount(this PodSpecV1 pod, string claim, string path, bool readOnly)
    {
        pod.Volumes.Add(new() { Name = claim, PersistentVolumeClaim = new() { ClaimName = claim, ReadOnly = readOnly ? true : null } });
        pod.Containers[0].VolumeMounts.Add(new() { Name = claim, MountPath = path, ReadOnly = readOnly ? true : null });
    }

    /// <summary>Mounts an empty folder that goes with the pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="path">Where the container sees it.</param>
    /// <param name="limit">Bytes at most.</param>
    public static void MountTemporary(this PodSpecV1 pod, string path, string limit)
    {
        pod.Volumes.Add(new() { Name = "tmp", EmptyDir = new() { SizeLimit = limit } });
        pod.Containers[0].VolumeMounts.Add(new() { Name = "tmp", MountPath = path });
    }

    /// <summary>Mounts the Secret that holds the keys of the HTTP API.</summary>
    /// <param name="pod">The dashboard's pod.</param>
    public static void MountApiKey(this PodSpecV1 pod)
    {
        pod.Volumes.Add(new() { Name = "api-key", Secret = new() { SecretName = "redkube-api-key" } });
        pod.Containers[0].VolumeMounts.Add(new() { Name = "api-key", MountPath = Path.GetDirectoryName(Settings.ApiKeyFile)!, ReadOnly = true });
    }
}
