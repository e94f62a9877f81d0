using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>A folder of this machine's cache: it appears whole or not at all, because it is filled beside its place. Any number of processes may make the same.</summary>
internal static class CachedFolder
{
    /// <summary>Makes a folder unless it is there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="fill">Fills the folder that it is given.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK4001, RK4004 where it cannot be kept; what <paramref name="fill"/> throws.</exception>
    public static void Make(string folder, Action<string> fill)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var part = $"{folder}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(part);
            fill(part);
            Directory.Move(part, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was faster.
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, folder);
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }
}
