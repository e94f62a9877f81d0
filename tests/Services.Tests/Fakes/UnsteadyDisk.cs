using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Services.Tests.Fakes;

/// <summary>Job folders on a disk that has no room for results until there is some, or that loses them.</summary>
internal sealed class UnsteadyDisk : IJobFolders
{
    private readonly LocalJobFolders folders = new();
    private int refused;
    private int lost;

    /// <summary>Called for each result with the number of those that were refused before: whether it is refused.</summary>
    public Func<int, bool> IsFull { get; init; } = static _ => false;

    /// <summary>Called for each result that is read with its region and the number of those that were lost before: whether it is lost.</summary>
    public Func<int, int, bool> Loses { get; init; } = static (_, _) => false;

    /// <summary>Results that were lost.</summary>
    public int Lost => Volatile.Read(ref lost);

    /// <summary>Results that were refused.</summary>
    public int Refused => Volatile.Read(ref refused);

    public IJobFolder Open(string path) => new Folder(this, folders.Open(path));

    public IReadOnlyList<string> List(string path) => folders.List(path);

    private sealed class Folder(UnsteadyDisk disk, IJobFolder folder) : IJobFolder
    {
        public IResultStore Results { get; } = new Store(disk, folder.Results);

        public Job? Read() => folder.Read();

        public DateTimeOffset? WrittenAt() => folder.WrittenAt();

        public void Write(Job job) => folder.Write(job);

        public bool TryReplace(Job job) => folder.TryReplace(job);

        public IDisposable Lock() => folder.Lock();

        public void Clear() => folder.Clear();

        public void Delete() => folder.Delete();
    }

    private sealed class Store(UnsteadyDisk disk, IResultStore results) : IResultStore
    {
        public void Save(RegionResult result, int attempt)
        {
            if (disk.IsFull(disk.Refused))
            {
                Interlocked.Increment(ref disk.refused);
                throw new RedKubeException(ErrorCode.NoSpace, "The disk is full.");
            }

            results.Save(result, attempt);
        }

        public RegionResult? Load(int region, string jobKey)
        {
            var result = results.Load(region, jobKey);
            if (result is null || !disk.Loses(region, disk.Lost))
            {
                return result;
            }

            Interlocked.Increment(ref disk.lost);
            return null;
        }

        public IReadOnlyList<int> Regions() => results.Regions();

        public void Delete(int region, int attempt) => results.Delete(region, attempt);

        public void Clear() => results.Clear();
    }
}
