using RedKube.Architecture.Tests.Rules;

namespace RedKube.Architecture.Tests;

public sealed class CoreFolderTests
{
    [Fact]
    public void Sources_OfCore_UseOnlyFoldersBeforeTheirs()
    {
        var sources = RepositoryFiles.ProductSources().Where(path => path.StartsWith("Core/", StringComparison.Ordinal)).ToList();

        Assert.True(sources.Count > 50, $"found only {sources.Count} files of Core");
        Assert.Empty(sources.SelectMany(path => CoreFolders.Faults(path, RepositoryFiles.Read(path))));
    }

    [Theory]
    [InlineData("Core/Planning/A.cs", "using RedKube.Core.Jobs;\nnamespace RedKube.Core.Planning;")]
    [InlineData("Core/Planning/A.cs", "namespace RedKube.Core.Planning;\nclass A { Outputs.Feature? F; }")]
    [InlineData("Core/Planning/A.cs", "namespace RedKube.Core.Planning;\nclass A { object F = Merging.Merger.Merge(1); }")]
    [InlineData("Core/Planning/A.cs", "namespace RedKube.Core.Imagery;")]
    [InlineData("Core/Extra/A.cs", "namespace RedKube.Core.Extra;")]
    public void Faults_WrongFolder_AreFound(string path, string source) => Assert.Single(CoreFolders.Faults(path, source));

    [Theory]
    [InlineData("Core/Jobs/A.cs", "using RedKube.Core.Errors;\nusing RedKube.Core.Outputs;\nnamespace RedKube.Core.Jobs;")]
    [InlineData("Core/Planning/A.cs", "namespace RedKube.Core.Planning;\n/// <summary>Merging.Merger says more.</summary>\nclass A;")]
    public void Faults_RightOrder_AreNone(string path, string source) => Assert.Empty(CoreFolders.Faults(path, source));
}
