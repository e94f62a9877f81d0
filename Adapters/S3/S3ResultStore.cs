using System.Globalization;
using RedKube.Core.Detections;
using RedKube.Core.Jobs;

namespace RedKube.Adapters.S3;

/// <summary>Results as objects results/r000012/1: region, attempt.</summary>
/// <param name="client">The server.</param>
/// <param name="folder">The folder results.</param>
internal sealed class S3ResultStore(S3Client client, S3Address folder) : IResultStore
{
    private const string First = "1";

    /// <inheritdoc/>
    public void Save(RegionResult result, int attempt) =>
        client.Put(AddressOf(result.Region, attempt), RegionResultFormat.Write(result));

    /// <inheritdoc/>
    public RegionResult? Load(int region, string jobKey)
    {
        // Nearly always there is a first attempt and it is good: one request. Its name is the lowest, so every reader takes the same.
        var of = Folder(region);
        if (Read(of.Child(First), region, jobKey) is { } first)
        {
            return first;
        }

        return client.List(of, folders: false).Where(static n => n != First).Select(n => Read(of.Child(n), region, jobKey)).FirstOrDefault(static r => r is not null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Regions() => [.. client.List(folder, folders: true).Select(NumberOf).Where(static n => n >= 0).Order()];

    /// <inheritdoc/>
    public void Delete(int region, int attempt) => client.Delete(AddressOf(region, attempt));

    /// <inheritdoc/>
    public void Clear() => client.DeleteFolder(folder);

    private RegionResult? Read(S3Address address, int region, string jobKey) =>
        client.Get(address) is { } bytes && RegionResultFormat.TryRead(bytes) is { } result && result.Region == region && result.JobKey == jobKey ? result : null;

    private static int NumberOf(string name) =>
        name.StartsWith('r') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private S3Address AddressOf(int region, int attempt) => Folder(region).Child(attempt.ToString(CultureInfo.InvariantCulture));

    private S3Address Folder(int region) => folder.Child(string.Create(CultureInfo.InvariantCulture, $"r{region:D6}"));
}
