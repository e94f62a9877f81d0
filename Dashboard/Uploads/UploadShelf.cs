using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Uploads;

/// <summary>
/// Uploaded images: a folder each, <c>uploads/ID/</c>, with <c>content</c> (the bytes, as many as have come) and <c>upload.json</c>. Safe for any number
/// of threads; one writer an upload.
/// </summary>
/// <param name="places">The data folder.</param>
/// <param name="options">Limits.</param>
/// <param name="check">Looks at what is whole.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class UploadShelf(DataPlaces places, DashboardOptions options, ImageCheck check, TimeProvider time, ILogger<UploadShelf> logger)
{
    private readonly ConcurrentDictionary<string, UploadWriter> writers = new(StringComparer.Ordinal);

    /// <summary>Begins an upload.</summary>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="length">Bytes that will come.</param>
    /// <exception cref="RedKubeException">RK2014 beyond a limit.</exception>
    public UploadInfo Create(string? name, long length)
    {
        if (length > options.MostUploadBytes)
        {
            throw new RedKubeException(ErrorCode.ImageTooLarge, $"An upload of {length:N0} bytes was announced; at most {options.MostUploadBytes:N0} are allowed.");
        }

        places.RequireShared();
        if (Directory.EnumerateDirectories(places.Uploads).Count() >= options.MostUploads)
        {
            throw new RedKubeException(ErrorCode.ImageTooLarge, $"{options.MostUploads} uploads are kept already, which is the limit. Delete some first.");
        }

        var info = new UploadInfo(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), UploadName.Clean(name), length, time.GetUtcNow(), false);
        Directory.CreateDirectory(Folder(info.Id));
        File.Create(ContentPath(info.Id)).Dispose();
        Write(info);
        return info;
    }

    /// <summary>An upload, or null.</summary>
    /// <param name="id">Any text.</param>
    public UploadInfo? Find(string? id)
    {
        if (!IsId(id))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<UploadInfo>(File.ReadAllBytes(Path.Combine(Folder(id!), "upload.json")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>An upload.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="RedKubeException">RK2001 where there is none.</exception>
    public UploadInfo Get(string? id) => Find(id) ?? throw new RedKubeException(ErrorCode.ImageNotFound, "There is no upload of this id; it may have expired. Upload the image again.");

    /// <summary>The image of an upload that is whole.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="RedKubeException">RK2001 where there is none, or it is not whole.</exception>
    public ImageRef Image(string? id)
    {
        var info = Get(id);
        return info.IsComplete
            ? new ImageRef(ContentPath(info.Id)) { Title = info.Name }
            : throw new RedKubeException(ErrorCode.ImageNotFound, $"The upload {info.Name} is not whole: {Offset(info.Id):N0} of {info.Length:N0} bytes are there. Send the rest first.");
    }

    /// <summary>Id of the upload that an image is, or null.</summary>
    /// <param name="image">The image.</param>
    public string? IdOf(ImageRef image)
    {
        var id = Path.GetFileName(Path.GetDirectoryName(image.Uri));
        return IsId(id) && image.Uri == ContentPath(id!) ? id : null;
    }

    /// <summary>Bytes that have come.</summary>
    /// <param name="id">An upload's id.</param>
    public long Offset(string id) => new FileInfo(ContentPath(id)).Length;

    /// <summary>All uploads, the last begun first.</summary>
    public IReadOnlyList<UploadView> List() =>
    [
        .. Directory.EnumerateDirectories(places.Uploads).Select(f => Find(Path.GetFileName(f))).OfType<UploadInfo>()
            .OrderByDescending(static u => u.Created).ThenBy(static u => u.Id, StringComparer.Ordinal).Select(View),
    ];

    /// <summary>Shows an upload.</summary>
    /// <param name="info">The upload.</param>
    public UploadView View(UploadInfo info) => new(info.Id, info.Name, info.Length, Offset(info.Id), info.Created, info.IsComplete);

    /// <summary>Takes an upload for writing; whoever wrote before is stopped, as its connection may hang unnoticed.</summary>
    /// <param name="id">An upload's id.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    public async Task<UploadWriter> OpenAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            var mine = new UploadWriter(ContentPath(id), w => writers.TryRemove(KeyValuePair.Create(id, w)), cancellation);
            var there = writers.GetOrAdd(id, mine);
            if (there == mine)
            {
                return mine;
            }

            mine.Abandon();
            await there.StopAsync(cancellation);
        }
    }

    /// <summary>Takes in an upload of which all bytes are there: it is an image, or it is removed.</summary>
    /// <param name="info">The upload.</param>
    /// <exception cref="RedKubeException">RK2001 to RK2014: it is no image that is allowed.</exception>
    public UploadInfo Complete(UploadInfo info)
    {
        try
        {
            check.Look(new ImageRef(ContentPath(info.Id)) { Title = info.Name });
        }
        catch (RedKubeException e)
        {
            DashboardLog.UploadRefused(logger, info.Id, e.Message);
            Remove(info.Id);
            throw;
        }

        var whole = info with { IsComplete = true };
        Write(whole);
        DashboardLog.UploadComplete(logger, info.Id, info.Length);
        return whole;
    }

    /// <summary>Removes an upload; what is not there is left alone.</summary>
    /// <param name="id">Its id.</param>
    public void Remove(string id)
    {
        if (IsId(id) && Directory.Exists(Folder(id)))
        {
            Directory.Delete(Folder(id), recursive: true);
        }
    }

    /// <summary>Removes uploads that were not finished in time, and takes in those that are whole but were not looked at before the server ended.</summary>
    public void Sweep()
    {
        foreach (var upload in List().Where(u => !u.IsComplete && !writers.ContainsKey(u.Id)))
        {
            if (upload.Offset == upload.Length)
            {
                TakeIn(upload.Id);
            }
            else if (Expires(upload.Id) < time.GetUtcNow())
            {
                Remove(upload.Id);
            }
        }
    }

    /// <summary>When an upload that is not whole is removed.</summary>
    /// <param name="id">An upload's id.</param>
    public DateTimeOffset Expires(string id) => new DateTimeOffset(File.GetLastWriteTimeUtc(ContentPath(id)), TimeSpan.Zero) + options.UploadsKeptFor;

    private void TakeIn(string id)
    {
        try
        {
            Complete(Get(id));
        }
        catch (RedKubeException)
        {
            // It was no image: removed and logged.
        }
    }

    private static bool IsId(string? id) => id is { Length: 32 } && id.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private string Folder(string id) => Path.Combine(places.Uploads, id);

    private string ContentPath(string id) => Path.Combine(Folder(id), "content");

    private void Write(UploadInfo info) => AtomicFile.Write(Path.Combine(Folder(info.Id), "upload.json"), JsonSerializer.SerializeToUtf8Bytes(info));
}
