using RedKube.Architecture.Tests.Rules;

namespace RedKube.Architecture.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void References_OfEveryProject_FollowTheArrows()
    {
        var projects = RepositoryFiles.Matching("*.csproj").Select(path => ProjectFile.Parse(path, RepositoryFiles.Read(path))).ToList();

        Assert.True(projects.Count > 10, $"found only {projects.Count} projects");
        Assert.Empty(projects.SelectMany(ProjectArrows.Faults));
    }

    [Fact]
    public void OutsideSystem_InSources_IsUsedByItsAdapterOnly()
    {
        var faults =
            from path in RepositoryFiles.ProductSources()
            let source = RepositoryFiles.Read(path)
            from system in ProjectArrows.OutsideSystems
            where !path.StartsWith(system.Value + "/", StringComparison.Ordinal) && source.Contains($"using {system.Key}", StringComparison.Ordinal)
            select $"{path}: only {system.Value} uses {system.Key}";

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("Tiler/RedKube.Tiler.csproj", """<ProjectReference Include="../Worker/RedKube.Worker.csproj" />""")]
    [InlineData("Adapters/Gdal/RedKube.Adapters.Gdal.csproj", """<ProjectReference Include="..\Onnx\RedKube.Adapters.Onnx.csproj" />""")]
    [InlineData("Core/RedKube.Core.csproj", """<PackageReference Include="Newtonsoft.Json" />""")]
    [InlineData("Worker/RedKube.Worker.csproj", """<PackageReference Include="Microsoft.ML.OnnxRuntime.Gpu" />""")]
    [InlineData("Extra/RedKube.Extra.csproj", "<None />")]
    public void Faults_ForbiddenReference_AreFound(string path, string item) =>
        Assert.Single(ProjectArrows.Faults(ProjectFile.Parse(path, $"<Project><ItemGroup>{item}</ItemGroup></Project>")));
}
