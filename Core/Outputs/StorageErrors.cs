using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>Says what is wrong with a place in storage.</summary>
public static class StorageErrors
{
    /// <summary>An address of a kind of storage that nothing is written to.</summary>
    /// <param name="address">The address.</param>
    /// <param name="known">Schemes that are known.</param>
    public static RedKubeException UnknownScheme(string address, IEnumerable<string> known) => new(
        ErrorCode.OutputNotWritable,
        $"{address}: RedKube does not write to {StorageAddress.Scheme(address)}://. Expected a path{string.Concat(known.Order(StringComparer.Ordinal).Select(static s => $" or {s}://…"))}.");
}
