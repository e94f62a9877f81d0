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
        request = request with
        {
            OutputPath = OutputGuard.Resolve("output", request.OutputPath),
            ReportPath = request.ReportPath is null ? null : OutputGuard.Resolve("report", request.ReportPath),
        };
        RequireNoSecrets(request.Image.Uri);
        RequireNoSecrets(request.Options.DemPath);
        var model = detectors.Inspect(request.ModelPath);
        using var reader = images.Open(request.Image, request.Options.ReadOptions(request.Options.Bands ?? model.Card.Bands));
        RequireApart(request, reader.Info);

        // Once image and model are known to be good, so that a wrong command leaves nothing behind.
        outputs.Prepare("output", request.OutputPath);
        if (request.ReportPath is { } report)
        {
            OutputGuard.RequireReport(report, StorageAddress.Full(request.OutputPath), request.Fresh);
            outputs.Prepare("report", report);
        }

        var key = JobKey.Compute(request.Image, reader.Info.ContentVersion, model.Hash, request.Options, DemVersion(request.Options.DemPath));
        var id = JobKey.Id(key, request.OutputPath);
        return new Job
        {
            Id = id,
            Key = key,
            Image = Shared(request.Image),
            ContentVersion = reader.Info.ContentVersion,
            Pixels = reader.Info.Size.Count,
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

    private void RequireApart(DetectRequest request, ImageInfo image)
    {
        List<(string, string)> inputs =
        [
            ("the image", request.Image.Uri),
            .. image.Files.Select(static f => ("a file of the image", f)),
            .. detectors.FilesOf(request.ModelPath).Select(static f => ("a file of the model", f)),
            .. request.OptionFiles.Select(static f => ("the file of the area of interest", f)),
        ];
        if (request.Options.DemPath is { } dem)
        {
            inputs.Add(("the elevation model", dem));
        }

        OutputGuard.RequireApart("output", request.OutputPath, inputs);
        OutputGuard.RequireApart("report", request.ReportPath, [.. inputs, ("the output", request.OutputPath)]);
    }

    // Heights decide where objects are: another elevation model at the same place is another job.
    private string? DemVersion(string? dem)
    {
        if (dem is null)
        {
            return null;
        }

        try
        {
            using var reader = images.Open(new ImageRef(dem), new RasterReadOptions());
            return reader.Info.ContentVersion;
        }
        catch (RedKubeException e)
        {
            throw new RedKubeException(e.Code, $"The elevation model cannot be used: {e.Message}", e);
        }
    }

    // Another process has another working directory.
    private ImageRef Shared(ImageRef image) => place.IsShared ? image with { Uri = FullPath(image.Uri) } : image;

    private static string FullPath(string path) => File.Exists(path) || Directory.Exists(path) ? Path.GetFullPath(path) : path;

    private void RequireNoSecrets(string? address)
    {
        if (place.IsShared && address is not null && new ImageRef(address) is var named && named.PublicUri != address)
        {
            throw new RedKubeException(
                ErrorCode.CredentialsNotShared,
                $"The address of {named} carries a user, a password or a query. Jobs of a data folder are read by other processes, and credentials are never stored. "
                + "Give the address without them, and the credentials to the services: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION in the environment of tilers, workers and aggregators.");
        }
    }
}
