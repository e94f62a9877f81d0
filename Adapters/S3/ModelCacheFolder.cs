namespace RedKube.Adapters.S3;

/// <summary>Where models that were fetched are kept on this machine.</summary>
public static class ModelCacheFolder
{
    /// <summary>$XDG_CACHE_HOME/redkube/models, or ~/.cache/redkube/models.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Find(Func<string, string?> variable)
    {
        var cache = variable("XDG_CACHE_HOME") is { } named && Path.IsPathRooted(named)
            ? named
            : Path.Combine(variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "redkube", "models");
    }
}
