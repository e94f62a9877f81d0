namespace RedKube.Deploy.Tests.Support;

/// <summary>All objects that one way of deploying gives to a cluster.</summary>
internal sealed class DeploySet
{
    private const string Overlay = "deploy/aspirate";
    private static readonly Lazy<DeploySet> HelmSet = new(() => new("helm", [.. OfChart(), .. OfFiles("deploy/kubernetes"), .. OfFiles("deploy/monitoring")]));
    private static readonly Lazy<DeploySet> AspirateSet = new(() => new("aspirate", [.. OfText(Kustomize()), .. OfFiles("deploy/monitoring")]));

    private DeploySet(string name, IReadOnlyList<KubeObject> objects)
    {
        Name = name;
        Objects = objects;
    }

    public string Name { get; }

    public IReadOnlyList<KubeObject> Objects { get; }

    public IEnumerable<KubeObject> Workloads => Objects.Where(it => it.Pod is not null);

    /// <summary>The chart (<c>helm</c>) or the overlay over aspirate's output (<c>aspirate</c>), each with what is applied beside it. Skips where kubectl is missing.</summary>
    public static DeploySet Of(string name)
    {
        if (name == "helm")
        {
            return HelmSet.Value;
        }

        Skip.IfNot(Tool.Exists("kubectl"), "kubectl is missing");
        return AspirateSet.Value;
    }

    public IEnumerable<KubeObject> OfKind(string kind) => Objects.Where(it => it.Kind == kind);

    public KubeObject? Find(string kind, string? name) => Objects.SingleOrDefault(it => it.Kind == kind && it.Name == name);

    /// <summary>Builds the overlay over the sample of aspirate's output, in a folder of its own.</summary>
    public static string Kustomize()
    {
        var work = Directory.CreateTempSubdirectory("redkube-deploy-").FullName;
        try
        {
            Copy(Repository.At("deploy/kubernetes"), Path.Combine(work, "kubernetes"));
            Copy(Repository.At(Overlay), Path.Combine(work, "aspirate"));
            Copy(Repository.At("tests/Deploy.Tests/AspirateOutput"), Path.Combine(work, "aspirate", "generated"));
            var (code, output, errors) = Tool.Run("kubectl", "kustomize", Path.Combine(work, "aspirate"));
            Assert.True(code == 0, errors);
            return output;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    public static IEnumerable<KubeObject> OfText(string text) => Yaml.Parse(text).Select(json => new KubeObject(json));

    private static IEnumerable<KubeObject> OfChart() =>
        Repository.Files("deploy/helm/templates", "*.yaml").SelectMany(file => Yaml.ParseTemplate(Repository.Read(file))).Select(json => new KubeObject(json));

    private static IEnumerable<KubeObject> OfFiles(string folder) =>
        Repository.Files(folder, "*.yaml")
            .Where(file => Path.GetDirectoryName(file)!.Replace('\\', '/') == folder)
            .SelectMany(file => OfText(Repository.Read(file))).Where(it => it.Kind != "Kustomization");

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) != "generated"))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
