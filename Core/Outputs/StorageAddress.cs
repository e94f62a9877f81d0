namespace RedKube.Core.Outputs;

/// <summary>Where something is kept: a path of this machine (a mounted share too), or an address with a scheme, such as s3://bucket/folder/file.</summary>
public static class StorageAddress
{
    private const string SchemeEnd = "://";

    /// <summary>The scheme of an address in lower case (s3); empty for a path.</summary>
    /// <param name="address">A path or an address.</param>
    public static string Scheme(string address)
    {
        var end = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end < 0 ? "" : address[..end].ToLowerInvariant();
    }

    /// <summary>Whether it has a scheme, so that no path of this machine is meant.</summary>
    /// <param name="address">A path or an address.</param>
    public static bool IsRemote(string address) => address.Contains(SchemeEnd, StringComparison.Ordinal);

    /// <summary>The full path; of an address the same without slashes at its end. One place has one such text on every machine that shares it.</summary>
    /// <param name="address">A path or an address.</param>
    public static string Full(string address) => IsRemote(address) ? address.TrimEnd('/') : Path.GetFullPath(address);

    /// <summary>A file or folder in a folder.</summary>
    /// <param name="folder">A path or an address.</param>
    /// <param name="name">A name, or names joined by '/'.</param>
    public static string Combine(string folder, string name) => IsRemote(folder) ? folder.TrimEnd('/') + "/" + name : Path.Combine(folder, name);
}
