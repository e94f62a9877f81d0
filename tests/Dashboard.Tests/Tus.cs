using System.Net.Http.Headers;
using System.Text;

namespace RedKube.Dashboard.Tests;

/// <summary>A client of tus 1.0, as small as tests need it.</summary>
internal static class Tus
{
    public const string Path = "/api/v1/uploads";

    public static async Task<string> CreateAsync(HttpClient client, long length, string name)
    {
        using var request = Request(HttpMethod.Post, Path);
        request.Headers.Add("Upload-Length", length.ToString());
        request.Headers.Add("Upload-Metadata", "filename " + Convert.ToBase64String(Encoding.UTF8.GetBytes(name)) + ",filetype aW1hZ2UvdGlmZg==");
        using var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }

    public static async Task<HttpResponseMessage> AppendAsync(HttpClient client, string id, long offset, byte[] bytes, string? checksum = null)
    {
        using var request = Request(HttpMethod.Patch, $"{Path}/{id}");
        request.Headers.Add("Upload-Offset", offset.ToString());
        if (checksum is not null)
        {
            request.Headers.Add("Upload-Checksum", checksum);
        }

        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return await client.SendAsync(request);
    }

    public static async Task<long> OffsetAsync(HttpClient client, string id)
    {
        using var request = Request(HttpMethod.Head, $"{Path}/{id}");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single());
    }

    public static HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }
}
