using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>Every object is one that Kubernetes, KEDA and Prometheus Operator know, to the field.</summary>
public sealed class SchemaTests
{
    private static readonly string Check = Repository.At("eng/schemas/check.mjs");

    /// <summary>Where `./redkube test` installs the types.</summary>
    private static readonly string Types = Repository.At(".redkube/schemas");

    [SkippableFact]
    public void Objects_OfFiles_AreValid()
    {
        SkipWithoutSchemas();

        var (code, output, errors) = Tool.Run("node", [Check, Types, .. Repository.Files("deploy", "*.yaml").Where(IsOfObjects).Select(Repository.At)]);

        Assert.True(code == 0, output + errors);
    }

    [SkippableFact]
    public void Objects_OfTheOverlay_AreValid()
    {
        SkipWithoutSchemas();
        Skip.IfNot(Tool.Exists("kubectl"), "kubectl is missing");

        var (code, output) = CheckText(DeploySet.Kustomize());

        Assert.True(code == 0, output);
    }

    [SkippableFact]
    public void Objects_OfTheChart_AreValid()
    {
        SkipWithoutSchemas();
        Skip.IfNot(Tool.Exists("helm"), "helm is missing");
        var (rendered, text, errors) = Tool.Run("helm", "template", "redkube", Repository.At("deploy/helm"), "--namespace", "redkube", "--set", "secrets.redis.redis_password=notasecretnotasecret12");
        Assert.True(rendered == 0, errors);

        var (code, output) = CheckText(text);

        Assert.True(code == 0, output);
    }

    [SkippableFact]
    public void Check_FaultyObjects_NamesTheFaults()
    {
        SkipWithoutSchemas();
        const string account = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: good\nautomountServiceAccountToken: false\n";
        string[] objects =
        [
            account,
            account.Replace("good", "wrong-value", StringComparison.Ordinal).Replace("false", "never", StringComparison.Ordinal),
            account.Replace("good", "unknown-field", StringComparison.Ordinal).Replace("Token:", "Tokens:", StringComparison.Ordinal),
            account.Replace("good", "unknown-kind", StringComparison.Ordinal).Replace("Account\n", "Acount\n", StringComparison.Ordinal),
        ];

        var (code, output) = CheckText(string.Join("---\n", objects));

        Assert.Equal(1, code);
        Assert.DoesNotContain("good", output, StringComparison.Ordinal);
        Assert.Matches("wrong-value: .* must be boolean", output);
        Assert.Matches("unknown-field: .*'\"automountServiceAccountTokens\"' does not exist", output);
        Assert.Matches("unknown-kind: there is no kind ServiceAcount", output);
    }

    // Patches of kustomize, templates of Helm and what aspirate writes are no objects by themselves.
    private static bool IsOfObjects(string path) =>
        !path.StartsWith("deploy/helm/", StringComparison.Ordinal) && !path.Contains("/patches/", StringComparison.Ordinal) && !path.Contains("/generated/", StringComparison.Ordinal)
        && !path.EndsWith("values.yaml", StringComparison.Ordinal);

    private static (int Code, string Output) CheckText(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"redkube-{Guid.NewGuid():N}.yaml");
        try
        {
            File.WriteAllText(file, text);
            var (code, output, errors) = Tool.Run("node", Check, Types, file);
            return (code, output + errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void SkipWithoutSchemas() =>
        Skip.IfNot(Tool.Exists("node") && Directory.Exists(Path.Combine(Types, "node_modules")), "the object types of eng/schemas are not installed; ./redkube test does it where npm is at hand");
}
