using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>Outputs on file systems of this machine.</summary>
public sealed class LocalOutputStore : IOutputStore
{
    /// <inheritdoc/>
    public void Prepare(string what, string address)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(address)) is not { } folder)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"The folder {folder} of the {what} is not there and cannot be made: {e.Message} Make it, or name another.", e);
        }
    }

    /// <inheritdoc/>
    public OutputStamp? Stamp(string address) => AtomicFile.Stamp(address);

    /// <summary>Hidden, in the same folder, so that it can be renamed: .detections.0123456789abcdef.1b2c3d4e.part.gpkg.</summary>
    public string PartPath(string address, string job, string attempt, string jobFolder) =>
        Path.Combine(FolderOf(address), $"{PartStart(address, job)}{attempt}.part{Path.GetExtension(address)}");

    /// <inheritdoc/>
    public void DeleteParts(string address, string job, string jobFolder) => AtomicFile.TryDeleteAll(FolderOf(address), PartStart(address, job) + "*.part*");

    /// <inheritdoc/>
    public void Place(string part, string address, OutputStamp? replaces)
    {
        var there = replaces is null ? null : AtomicFile.Stamp(address);
        AtomicFile.Place(part, address, replace: there is not null && there == replaces);
    }

    /// <inheritdoc/>
    public void Write(string address, ReadOnlySpan<byte> content) => AtomicFile.Write(address, content);

    private static string FolderOf(string address) => Path.GetDirectoryName(Path.GetFullPath(address))!;

    private static string PartStart(string address, string job) => $".{Path.GetFileNameWithoutExtension(address)}.{job}.";
}
