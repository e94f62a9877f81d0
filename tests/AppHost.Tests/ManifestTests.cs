using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;

namespace RedKube.AppHost.Tests;

public sealed class ManifestTests
{
    /// <summary>After a change of the AppHost: dotnet run --project AppHost -- --publisher manifest --output-path ../aspire-manifest.json</summary>
    [Fact]
    public async Task Manifest_ThatIsCommitted_IsWhatTheAppHostWrites()
    {
        // Beside the committed one, because paths in a manifest count from its folder.
        var output = Path.Combine(Published.Root, $"aspire-manifest.{Guid.NewGuid():N}.json");
        try
        {
            var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RedKube_AppHost>(
                ["--publisher", "manifest", "--output-path", output]);
            await using (var app = await builder.BuildAsync())
            {
                await app.RunAsync();
            }

            var written = JsonNode.Parse(await File.ReadAllTextAsync(output));
            var committed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Published.Root, "aspire-manifest.json")));
            Assert.True(JsonNode.DeepEquals(committed, written), $"expected:\n{committed}\nfound:\n{written}");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
