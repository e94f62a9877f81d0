using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Dashboard.Detections;

namespace RedKube.Dashboard.Jobs;

/// <summary>Hands out results: the file that the job wrote, or, in another format, one made of it once and kept beside it. Safe for any number of threads.</summary>
/// <param name="board">The jobs.</param>
/// <param name="images">Opens images for their place.</param>
/// <param name="writers">Writes formats.</param>
internal sealed class ResultDesk(JobBoard board, IRasterSource images, IFeatureWriterFactory writers)
{
    // One format of one result is made once; that others may wait for it too is no harm.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>The formats.</summary>
    public IReadOnlyList<string> Formats => writers.Formats;

    /// <summary>A job with a result.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK5002 where there is no such job, RK2001 where it has no result (yet).</exception>
    public async Task<Job> FinishedAsync(string id, CancellationToken cancellation)
    {
        var job = await board.FindAsync(id, cancellation);
        if (job.State is not (JobState.Done or JobState.Partial) || StorageAddress.IsRemote(job.OutputPath) || !File.Exists(job.OutputPath))
        {
            throw new RedKubeException(
                ErrorCode.ImageNotFound,
                StorageAddress.IsRemote(job.OutputPath)
                    ? $"The result of job {id} lies in an object store; fetch it there."
                    : $"Job {id} has no result: it is {job.State.ToString().ToLowerInvariant()}. Wait until it is done, or see why it failed.");
        }

        return job;
    }

    /// <summary>The file of a result.</summary>
    /// <param name="id">The job.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The file, what to call it, and what tells this version from another.</returns>
    /// <exception cref="RedKubeException">RK4006, RK5002, RK2001, RK4001, RK4004.</exception>
    public async Task<(string Path, string Name, string Version)> FileAsync(string id, string format, CancellationToken cancellation)
    {
        if (!Formats.Contains(format, StringComparer.Ordinal))
        {
            throw new RedKubeException(ErrorCode.FormatUnknown, $"There is no format of that name. Formats are {string.Join(", ", Formats)}.");
        }

        var job = await FinishedAsync(id, cancellation);
        var name = Path.GetFileNameWithoutExtension(job.Image.Name) + "." + format;
        var version = job.Output!.Sha256[..16];
        if (job.Format == format)
        {
            return (job.OutputPath, name, version);
        }

        var path = Path.Combine(Path.GetDirectoryName(job.OutputPath)!, $"{version}.{format}");
        var turn = turns[(uint)path.GetHashCode(StringComparison.Ordinal) % (uint)turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            if (!File.Exists(path))
            {
                await Task.Run(() => Convert(job, format, path, cancellation), cancellation);
            }
        }
        finally
        {
            turn.Release();
        }

        return (path, name, version);
    }

    private void Convert(Job job, string format, string path, CancellationToken cancellation)
    {
        var header = FeatureParser.Header(FeatureLines.Lines(job.OutputPath).First().Span);
        using var geolocator = header.IsGeoreferenced ? images.OpenGeolocator(job.Image, job.Options.ReadOptions(null)) : null;
        var part = Path.Combine(Path.GetDirectoryName(path)!, $".part-{Path.GetFileName(path)}");
        File.Delete(part);
        using (var writer = writers.Create(format, part, header))
        {
            foreach (var feature in Features(job.OutputPath, geolocator))
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(feature);
            }

            writer.Complete();
        }

        File.Move(part, path, overwrite: true);
    }

    private static IEnumerable<Feature> Features(string path, IGeolocator? geolocator)
    {
        foreach (var line in FeatureLines.Lines(path))
        {
            if (FeatureLines.IsFeature(line.Span))
            {
                yield return FeatureParser.Read(line.Span[^1] == (byte)',' ? line[..^1] : line, geolocator);
            }
        }
    }
}
