using RedKube.Cli.Inputs;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Tests.Inputs;

public sealed class OutputNamesTests
{
    [Fact]
    public void For_DifferentStems_NamesAfterThem() =>
        Assert.Equal(["a.gpkg", "b.c.gpkg"], Names("gpkg", "/x/a.tif", "https://me:pw@host/b.c.tif?sig=1"), StringComparer.Ordinal);

    [Fact]
    public void For_StemsThatClash_AddsEightHexDigitsToEach()
    {
        var names = Names("geojson", "/x/a.tif", "/y/A.ntf", "/z/b.tif");

        Assert.Matches("^a-[0-9a-f]{8}\\.geojson$", names[0]);
        Assert.Matches("^A-[0-9a-f]{8}\\.geojson$", names[1]);
        Assert.Equal("b.geojson", names[2]);
        Assert.NotEqual(names[0][2..], names[1][2..], StringComparer.Ordinal);
    }

    [Fact]
    public void For_AddressesThatDifferInSecretsOnly_NamesDoNotShowThem() =>
        Assert.Equal(Names("csv", "https://a:b@host/x.tif?key=1", "/q/x.tif"), Names("csv", "https://c:d@host/x.tif?key=2", "/q/x.tif"), StringComparer.Ordinal);

    private static IReadOnlyList<string> Names(string format, params string[] uris) => OutputNames.For([.. uris.Select(u => new ImageRef(u))], format);
}
