using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Models;

/// <summary>
/// Takes a model in: the .onnx, its weights and its card as parts of one form, streamed into a folder of their own, looked at, and moved to its hash. File
/// names must be plain: weights are found by the name that the model gives them.
/// </summary>
/// <param name="places">The data folder.</param>
/// <param name="options">Limits.</param>
/// <param name="detectors">Opens models.</param>
/// <param name="trials">Runs models for a moment.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ModelIntake(DataPlaces places, DashboardOptions options, IDetectorFactory detectors, ModelTrials trials, ILogger<ModelIntake> logger)
{
    private const int MostFiles = 64;

    /// <summary>Takes in what a request brings.</summary>
    /// <param name="request">multipart/form-data with one .onnx file.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK2014, RK3001 to RK3005, RK3009, RK3011: it is no model that can be used.</exception>
    public async Task<ModelRef> TakeAsync(HttpRequest request, CancellationToken cancellation)
    {
        places.RequireShared();
        var folder = Path.Combine(places.Models, ".incoming-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        Directory.CreateDirectory(folder);
        try
        {
            var files = await SaveAsync(request, folder, cancellation);
            var onnx = files.Where(static f => f.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)).ToList();
            if (onnx.Count != 1)
            {
                throw new RedKubeException(ErrorCode.ModelUnreadable, $"{onnx.Count} .onnx files came. Expected one, with the files of its weights and its card beside it.");
            }

            var model = detectors.Inspect(Path.Combine(folder, onnx[0]));
            ModelLimits.Check(model);
            await trials.RequireFitsAsync(model, cancellation);
            return Place(folder, model);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<IReadOnlyList<string>> SaveAsync(HttpRequest request, string folder, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data" || type.Boundary.Length is 0 or > 200)
        {
            throw new BadHttpRequestException("Send the model as multipart/form-data.", StatusCodes.Status415UnsupportedMediaType);
        }

        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body);
        var files = new List<string>();
        var left = options.MostModelBytes;
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (section.AsFileSection() is not { FileStream: { } body } part)
            {
                continue;
            }

            var name = CheckName(part.FileName);
            if (files.Contains(name, StringComparer.OrdinalIgnoreCase) || files.Count == MostFiles)
            {
                throw new RedKubeException(ErrorCode.ModelUnreadable, $"{name} came twice, or more than {MostFiles} files came.");
            }

            files.Add(name);
            left -= await CopyAsync(body, Path.Combine(folder, name), left, cancellation);
        }

        return files;
    }

    private static string CheckName(string name) => PlainName().IsMatch(name)
        ? name
        : throw new RedKubeException(
            ErrorCode.ModelUnreadable,
            "A file of the model has a name with other characters than letters, digits, point, hyphen and underscore, or of more than 100. Rename it; weights must keep the name that the model gives them.");

    private async Task<long> CopyAsync(Stream body, string path, long most, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            total += read;
            if (total > most)
            {
                throw new RedKubeException(ErrorCode.ImageTooLarge, $"The model's files have more than {options.MostModelBytes:N0} bytes, which is the limit.");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return total;
    }

    private ModelRef Place(string folder, ModelRef model)
    {
        var place = Path.Combine(places.Models, model.Hash);
        if (!Directory.Exists(place))
        {
            Directory.Move(folder, place);
        }

        DashboardLog.ModelStored(logger, model.Name, model.Hash);
        return detectors.Inspect(Directory.EnumerateFiles(place, "*.onnx").First());
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.None, 1000)]
    private static partial Regex PlainName();
}
