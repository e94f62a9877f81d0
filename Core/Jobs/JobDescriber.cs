using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Turns a request into a job: opens image and model far enough to know their content's version.</summary>
/// <param name="images">Opens images.</param>
/// <param name="detectors">Opens models.</param>
/// <param name="outputs">Where outputs go.</param>
/// <param name="place">Where jobs have their folders.</param>
internal sealed class JobDescriber(IRasterSource images, IDetectorFactory detectors, IOutputStore outputs, IJobPlace place)
{
    /// <summary>The job of a request.</summary>
    /// <exception cref="RedKubeException">The image or model cannot be used, or the output cannot be written.</exception>
    public Job Describe(DetectRequest request)
    {
        RequireFile("output", request.OutputPath);
        RequireFile("report", request.ReportPath);
        RequireNoSecrets(request.Image);
        var model = detectors.Inspect(request.ModelPath);
        string version;
        long pixels;
        using (var reader = images.Open(request.Image, request.Options.ReadOptions(request.Options.Bands ?? model.Card.Bands)))
        {
            version = reader.Info.ContentVersion;
            pixels = reader.Info.Size.Count;
        }

        // Once image and model are known to be good, so that a wrong command leaves nothing behind.
        outputs.Prepare("output", request.OutputPath);
        if (request.ReportPath is { } report)
        {
            outputs.Prepare("report", report);
        }

        var key = JobKey.Compute(request.Image, version, model.Hash, request.Options);
        var id = JobKey.Id(key, request.OutputPath);
        return new Job
        {
            Id = id,
            Key = key,
            Image = Shared(request.Image),
            ContentVersion = version,
            Pixels = pixels,
            Model = model,
            Options = place.IsShared && request.Options.DemPath is { } dem ? request.Options with { DemPath = FullPath(dem) } : request.Options,
            OutputPath = StorageAddress.Full(request.OutputPath),
            Format = request.Format,
            Folder = place.PathFor(id, request),
            ReportPath = request.ReportPath is null ? null : StorageAddress.Full(request.ReportPath),
            KeepWork = request.KeepWork,
            Priority = request.Priority,
            Threads = request.Threads,
            StallTimeout = request.StallTimeout,
        };
    }

    // Another process has another working directory.
    private ImageRef Shared(ImageRef image) => place.IsShared ? image with { Uri = FullPath(image.Uri) } : image;

    private static string FullPath(string path) => File.Exists(path) || Directory.Exists(path) ? Path.GetFullPath(path) : path;

    private void RequireNoSecrets(ImageRef image)
    {
        if (place.IsShared && image.PublicUri != image.Uri)
        {
            throw new RedKubeException(
                ErrorCode.CredentialsNotShared,
                $"The address of {image} carries a user, a password or a query. Jobs of a data folder are read by other processes, and credentials are never stored. "
                + "Give the address without them, and the credentials to the services: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION in the environment of tilers, workers and aggregators.");
        }
    }

    private static void RequireFile(string what, string? path)
    {
        if (path is not null && Directory.Exists(path))
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"The {what} {path} is a folder; name a file in it.");
        }
    }
}
