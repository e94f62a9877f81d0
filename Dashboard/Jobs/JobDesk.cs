using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Models;
using RedKube.Dashboard.Safety;
using RedKube.Dashboard.Uploads;

namespace RedKube.Dashboard.Jobs;

/// <summary>What people do with jobs: what they name is checked, then it is done. Pages and the API both come here. Safe for any number of threads.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="board">Their list.</param>
/// <param name="models">Models.</param>
/// <param name="uploads">Uploaded images.</param>
/// <param name="gate">Which images may be named.</param>
/// <param name="check">Looks at images.</param>
/// <param name="places">The data folder.</param>
/// <param name="formats">Formats of results.</param>
internal sealed class JobDesk(
    IJobs jobs, JobBoard board, ModelShelf models, UploadShelf uploads, InputGate gate, ImageCheck check, DataPlaces places, IFeatureWriterFactory formats)
{
    /// <summary>All jobs, the last submitted first; up to 0.4 s old.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    public Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation) => board.ListAsync(cancellation);

    /// <summary>Shows a job.</summary>
    /// <param name="record">The job.</param>
    public JobView View(JobRecord record) => JobView.Of(record, uploads.IdOf(record.Job.Image), formats.Formats);

    /// <summary>A job.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK5002 where there is none.</exception>
    public async Task<JobView> GetAsync(string id, CancellationToken cancellation) => View(await board.GetAsync(id, cancellation));

    /// <summary>The image that a request names, checked.</summary>
    /// <param name="upload">Id of an upload, or null.</param>
    /// <param name="image">An address, or null.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK2001 to RK2014.</exception>
    public async Task<ImageRef> ImageAsync(string? upload, string? image, CancellationToken cancellation)
    {
        if (upload is null == image is null)
        {
            throw new RedKubeException(ErrorCode.OptionsConflict, "Name one image: either upload (an upload's id) or image (an allowed path or address).");
        }

        var found = upload is not null ? uploads.Image(upload) : await gate.AdmitAsync(image!, cancellation);
        check.Look(found);
        return found;
    }

    /// <summary>Submits a job.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">It cannot be done.</exception>
    public async Task<JobView> CreateAsync(JobRequest request, CancellationToken cancellation)
    {
        places.RequireShared();
        if (request.Priority is < -100 or > 100)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"priority is {request.Priority}; it must be −100 to 100.");
        }

        var options = OptionsReader.Read(request.Options);
        var model = models.Get(request.Model);
        var image = await ImageAsync(request.Upload, request.Image, cancellation);
        var id = await jobs.SubmitAsync(
            new DetectRequest
            {
                Image = image,
                ModelPath = model.Path,
                OutputPath = Path.Combine(places.Outputs, OutputName(image, check.Look(image).ContentVersion, model.Hash, options), "detections.geojson"),
                Format = OutputFormats.GeoJson,
                Options = options,
                WorkDirectory = places.Jobs,
                ReportPath = null,
                Fresh = request.Fresh,
                Priority = request.Priority,
            },
            cancellation);
        board.Forget();
        return await GetAsync(id.Value, cancellation);
    }

    /// <summary>Does something with a job and shows it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="action">What to do.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK5002 where there is none.</exception>
    public async Task<JobView> DoAsync(string id, Func<IJobs, JobId, CancellationToken, Task> action, CancellationToken cancellation)
    {
        await board.FindAsync(id, cancellation);
        await action(jobs, new JobId(id), cancellation);
        board.Forget();
        return await GetAsync(id, cancellation);
    }

    /// <summary>Ends and forgets a job, its output too.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK5002 where there is none.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        var job = await board.FindAsync(id, cancellation);
        await jobs.DeleteAsync(job.Id, cancellation);
        board.Forget();
        var folder = Path.GetDirectoryName(job.OutputPath)!;
        if (Path.GetDirectoryName(folder) == places.Outputs && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The same request has the same place, so that it finds its own work; another version of the image has another.
    private static string OutputName(ImageRef image, string version, string modelHash, DetectOptions options)
    {
        var text = JsonSerializer.Serialize(new { image.PublicUri, image.Title, version, modelHash, options }, JobJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
