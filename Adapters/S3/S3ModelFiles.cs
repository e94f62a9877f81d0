using System.Security.Cryptography;
using System.Text;
using RedKube.Core.Errors;

namespace RedKube.Adapters.S3;

/// <summary>Models that a user names by an address on S3, fetched to this machine once for each version of the object, with card and external data where they lie beside it.</summary>
/// <param name="client">The server.</param>
/// <param name="cache">The folder of this machine for what was fetched.</param>
internal sealed class S3ModelFiles(S3Client client, string cache)
{
    private const string Ending = ".onnx";

    /// <summary>The file of an address.</summary>
    /// <param name="address">s3://bucket/folder/name.onnx.</param>
    /// <exception cref="RedKubeException">RK3001: there is no such object. RK4001, RK4004: it cannot be read or kept. RK4007: the server is away.</exception>
    public string Fetch(string address)
    {
        var model = S3Address.Parse(address);
        var version = client.Head(model)?.ETag ?? throw new RedKubeException(
            ErrorCode.ModelNotFound, $"There is no object {model}. Expected an ONNX file; check the address and AWS_ENDPOINT_URL.");
        var name = model.Key[(model.Key.LastIndexOf('/') + 1)..];
        var folder = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model} {version}")))[..16]);
        CachedFolder.Make(folder, part =>
        {
            foreach (var beside in new[] { name[..^Ending.Length] + ".card.json", name + ".data", name + "_data" })
            {
                client.Download(model with { Key = model.Key[..^name.Length] + beside }, Path.Combine(part, beside));
            }

            client.Download(model, Path.Combine(part, name));
        });
        return Path.Combine(folder, name);
    }
}
