using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RedKube.Dashboard.Tests;

public sealed partial class DocumentedExamplesTests
{
    [Fact]
    public async Task Examples_OfTheApisPage_GiveWhatItSays()
    {
        await using var server = await DashboardServer.StartAsync();
        var names = new Dictionary<string, string> { ["image"] = server.Image() };
        var examples = Example().Matches(await File.ReadAllTextAsync(Page())).Select(static m => m.Groups[1].Value).ToList();
        Assert.True(examples.Count > 20, $"found only {examples.Count} examples");

        foreach (var example in examples)
        {
            var (request, status) = Parse(example, names);
            using var answer = await server.Client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode == status, $"{example}\ngave {(int)answer.StatusCode}\n{text}");
            if (request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/api/v1/jobs")
            {
                names["job"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
                await server.EndAsync(names["job"]);
                names["tile"] = Tile((await server.GetAsync($"/api/v1/jobs/{names["job"]}/image")).GetProperty("map"));
            }
        }
    }

    private static (HttpRequestMessage Request, int Status) Parse(string example, Dictionary<string, string> names)
    {
        foreach (var (name, value) in names)
        {
            example = example.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        var lines = example.Split('\n');
        var first = lines[0].Split(' ');
        var request = new HttpRequestMessage(new HttpMethod(first[0]), first[1]);
        var status = int.Parse(lines.Single(static l => l.StartsWith('→'))[1..]);
        var rest = lines.Skip(1).TakeWhile(static l => !l.StartsWith('→')).ToList();
        var headers = rest.TakeWhile(static l => l.Length > 0).Select(static l => l.Split(": ", 2)).ToList();
        var body = string.Join('\n', rest.SkipWhile(static l => l.Length > 0)).Trim();
        foreach (var header in headers.Where(static h => h[0] != "Content-Type"))
        {
            request.Headers.Add(header[0], header[1]);
        }

        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(headers.Single(static h => h[0] == "Content-Type")[1]));
        }

        return (request, status);
    }

    // The tile that holds the image's middle, at the deepest zoom.
    private static string Tile(JsonElement map)
    {
        var (zoom, side, extent) = (map.GetProperty("maxZoom").GetInt32(), map.GetProperty("side").GetDouble(), map.GetProperty("extent"));
        double x = (extent.GetProperty("xMin").GetDouble() + extent.GetProperty("xMax").GetDouble()) / 2, y = (extent.GetProperty("yMin").GetDouble() + extent.GetProperty("yMax").GetDouble()) / 2;
        return $"{zoom}/{(int)(((x / side) + 0.5) * (1 << zoom))}/{(int)((0.5 - (y / side)) * (1 << zoom))}";
    }

    private static string Page()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "docs", "api.md");
            if (File.Exists(page))
            {
                return page;
            }
        }

        throw new FileNotFoundException("docs/api.md lies above no folder of this test.");
    }

    [GeneratedRegex("```http\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
