#pragma warning disable ASPIREPIPELINES001 // Marked experimental; a step is the one way to have a publish fail.
using Aspire.Hosting.Pipelines;

namespace RedKube.AppHost.Kubernetes;

/// <summary>In place of AppHost/Kubernetes where Aspire.Hosting.Kubernetes is missing: a publish fails and says so, all else works.</summary>
internal sealed class KubernetesShape(IDistributedApplicationBuilder builder, Settings settings)
{
    /// <summary>Adds the refusal.</summary>
    public void Apply(
        IResourceBuilder<RedisResource> redis,
        IResourceBuilder<ProjectResource> tiler,
        IReadOnlyList<IResourceBuilder<ProjectResource>> workers,
        IResourceBuilder<ProjectResource> aggregator,
        IResourceBuilder<ProjectResource> dashboard) =>
        builder.Pipeline.AddStep(
            "publish-chart",
            _ => Refuse(),
            requiredBy: WellKnownPipelineSteps.Publish);

    private Task Refuse()
    {
        Environment.ExitCode = 1; // Aspire logs a step that failed and ends with 0
        throw new DistributedApplicationException(
            $"No chart for {settings.Host}: this is a closed build without Aspire.Hosting.Kubernetes (eng/closed/README.md). Publish with the packages of NuGet.");
    }
}
