namespace RedKube.Browser.Tests;

/// <summary>Tests in the browser: they share a server, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BoardTests : ICollectionFixture<Board>
{
    public const string Name = "board";
}
