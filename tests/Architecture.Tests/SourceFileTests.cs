using RedKube.Architecture.Tests.Rules;

namespace RedKube.Architecture.Tests;

public sealed class SourceFileTests
{
    private const int LongestFile = 400;
    private const int LongestProgram = 19;

    [Fact]
    public void Types_OfTheProduct_StandOneToAFileAndNotUnderTheirOwnName() =>
        Assert.Empty(RepositoryFiles.ProductSources().SelectMany(path => TypeDeclarations.Faults(path, RepositoryFiles.Read(path))));

    [Theory]
    [InlineData("namespace A;\npublic sealed record B(int X);\npublic static partial class C;")]
    [InlineData("namespace A;\npublic enum B { X }\npublic readonly record struct C(int X);")]
    [InlineData("namespace RedKube.Worker;\ninternal sealed class Worker;")]
    public void Faults_ForbiddenDeclaration_AreFound(string source) => Assert.Single(TypeDeclarations.Faults("A.cs", source));

    [Fact]
    public void Files_OfTheRepository_HaveAtMostFourHundredLines()
    {
        var lengths = RepositoryFiles.Matching("*.cs").ToDictionary(path => path, LinesOf);

        Assert.True(lengths.Count > 100, $"found only {lengths.Count} files");
        Assert.DoesNotContain(lengths, file => file.Value > LongestFile);
    }

    [Theory]
    [InlineData("Tiler")]
    [InlineData("Worker")]
    [InlineData("Aggregator")]
    [InlineData("Dashboard")]
    public void Program_OfAService_IsShortAndAddsItsService(string service)
    {
        var path = $"{service}/Program.cs";

        Assert.InRange(LinesOf(path), 1, LongestProgram);
        Assert.Contains($".Add{service}(", RepositoryFiles.Read(path), StringComparison.Ordinal);
    }

    private static int LinesOf(string path) => File.ReadLines(Path.Combine(RepositoryFiles.Root, path)).Count();
}
