using System.Security.Cryptography;

namespace RedKube.Dashboard.Uploads;

/// <summary>The checksum of a part, as the header Upload-Checksum has it: <c>sha256 BASE64</c>.</summary>
/// <param name="Algorithm">sha1 or sha256.</param>
/// <param name="Value">The hash.</param>
internal sealed record UploadChecksum(HashAlgorithmName Algorithm, byte[] Value)
{
    /// <summary>The algorithms, as tus names them.</summary>
    public const string Algorithms = "sha1,sha256";

    /// <summary>Reads the header.</summary>
    /// <param name="text">Its value.</param>
    /// <returns>Null where it is none that is known.</returns>
    public static UploadChecksum? Parse(string text)
    {
        var parts = text.Split(' ', 2);
        var value = new byte[64];
        if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1], value, out var count))
        {
            return null;
        }

        return (parts[0], count) switch
        {
            ("sha1", SHA1.HashSizeInBytes) => new UploadChecksum(HashAlgorithmName.SHA1, value[..count]),
            ("sha256", SHA256.HashSizeInBytes) => new UploadChecksum(HashAlgorithmName.SHA256, value[..count]),
            _ => null,
        };
    }
}
