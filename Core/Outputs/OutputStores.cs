namespace RedKube.Core.Outputs;

/// <summary>Outputs wherever they go: paths on this machine, addresses where their scheme belongs.</summary>
/// <param name="local">For paths.</param>
/// <param name="remote">For addresses, by scheme in lower case.</param>
public sealed class OutputStores(IOutputStore local, IReadOnlyDictionary<string, IOutputStore> remote) : IOutputStore
{
    /// <inheritdoc/>
    public void Prepare(string what, string address) => For(address).Prepare(what, address);

    /// <inheritdoc/>
    public OutputStamp? Stamp(string address) => For(address).Stamp(address);

    /// <inheritdoc/>
    public string PartPath(string address, string job, string attempt, string jobFolder) => For(address).PartPath(address, job, attempt, jobFolder);

    /// <inheritdoc/>
    public void DeleteParts(string address, string job, string jobFolder) => For(address).DeleteParts(address, job, jobFolder);

    /// <inheritdoc/>
    public void Place(string part, string address, OutputStamp? replaces) => For(address).Place(part, address, replaces);

    /// <inheritdoc/>
    public void Write(string address, ReadOnlySpan<byte> content) => For(address).Write(address, content);

    private IOutputStore For(string address) => !StorageAddress.IsRemote(address) ? local
        : remote.GetValueOrDefault(StorageAddress.Scheme(address)) ?? throw StorageErrors.UnknownScheme(address, remote.Keys);
}
