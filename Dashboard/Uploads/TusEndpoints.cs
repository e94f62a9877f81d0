using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Core.Errors;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Uploads;

/// <summary>
/// Resumable uploads by tus 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, creation-with-upload, termination, expiration, checksum.
/// The bytes go to the file as they come, never whole into memory.
/// </summary>
internal static class TusEndpoints
{
    /// <summary>Where uploads are made.</summary>
    public const string Path = "/api/v1/uploads";

    private const string Version = "1.0.0";
    private const string PartType = "application/offset+octet-stream";
    private const int ChecksumMismatch = 460;

    /// <summary>Maps them.</summary>
    /// <param name="routes">The application.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("uploads").RequireAuthorization(Roles.Operator).AddEndpointFilter(CheckVersionAsync);
        group.MapMethods("", ["OPTIONS"], Describe).WithName("describeUploads");
        group.MapPost("", CreateAsync).WithName("createUpload");
        group.MapMethods("{id}", ["HEAD"], Offset).WithName("uploadOffset");
        group.MapPatch("{id}", AppendAsync).WithName("appendToUpload");
        group.MapDelete("{id}", Delete).WithName("deleteUpload");
    }

    private static async ValueTask<object?> CheckVersionAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.Headers["Tus-Resumable"] = Version;
        if (context.Request.Method != HttpMethods.Options && context.Request.Headers["Tus-Resumable"] != Version)
        {
            context.Response.Headers["Tus-Version"] = Version;
            return TypedResults.Problem("This server speaks tus 1.0.0: send the header Tus-Resumable: 1.0.0.", statusCode: StatusCodes.Status412PreconditionFailed);
        }

        return await next(invocation);
    }

    private static NoContent Describe(HttpContext context, DashboardOptions options)
    {
        var headers = context.Response.Headers;
        headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,creation-with-upload,termination,expiration,checksum";
        headers["Tus-Checksum-Algorithm"] = UploadChecksum.Algorithms;
        headers["Tus-Max-Size"] = options.MostUploadBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, UploadShelf shelf)
    {
        if (Number(context, "Upload-Length") is not { } length || length == 0)
        {
            return TypedResults.Problem("The header Upload-Length must say how many bytes will come, 1 or more.", statusCode: StatusCodes.Status400BadRequest);
        }

        var info = shelf.Create(FileName(context.Request.Headers["Upload-Metadata"]), length);
        context.Response.Headers.Location = $"{context.Request.PathBase}{Path}/{info.Id}";
        context.Response.Headers["Upload-Expires"] = shelf.Expires(info.Id).ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.ContentType == PartType)
        {
            var result = await WriteAsync(context, shelf, info, 0);
            if (result is not null)
            {
                return result;
            }
        }

        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static IResult Offset(string id, HttpContext context, UploadShelf shelf)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (shelf.Find(id) is not { } info)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers["Upload-Offset"] = shelf.Offset(id).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Upload-Length"] = info.Length.ToString(CultureInfo.InvariantCulture);
        if (!info.IsComplete)
        {
            context.Response.Headers["Upload-Expires"] = shelf.Expires(id).ToString("R", CultureInfo.InvariantCulture);
        }

        return TypedResults.Ok();
    }

    private static async Task<IResult> AppendAsync(string id, HttpContext context, UploadShelf shelf)
    {
        if (context.Request.ContentType != PartType)
        {
            return TypedResults.Problem($"Parts have the content type {PartType}.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (Number(context, "Upload-Offset") is not { } offset)
        {
            return TypedResults.Problem("The header Upload-Offset must say where the part begins.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await WriteAsync(context, shelf, shelf.Get(id), offset) ?? TypedResults.NoContent();
    }

    // Null where all went well.
    private static async Task<IResult?> WriteAsync(HttpContext context, UploadShelf shelf, UploadInfo info, long offset)
    {
        var checksum = context.Request.Headers["Upload-Checksum"] is [{ } text] ? UploadChecksum.Parse(text) : null;
        if (checksum is null && context.Request.Headers.ContainsKey("Upload-Checksum"))
        {
            return TypedResults.Problem($"The checksum must be one of {UploadChecksum.Algorithms}, a space and the hash in base64.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        // Who writes also takes in what is whole: another connection that was stopped must not do it at the same time.
        using var writer = await shelf.OpenAsync(info.Id, context.RequestAborted);
        var there = shelf.Offset(info.Id);
        if (there != offset || shelf.Get(info.Id).IsComplete)
        {
            return TypedResults.Problem($"The part begins at {offset}; the upload has {there} bytes. Ask for the offset with HEAD.", statusCode: StatusCodes.Status409Conflict);
        }

        var part = await writer.AppendAsync(context.Request.BodyReader, info.Length - offset, checksum);
        context.Response.Headers["Upload-Offset"] = shelf.Offset(info.Id).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Upload-Expires"] = shelf.Expires(info.Id).ToString("R", CultureInfo.InvariantCulture);
        return part switch
        {
            UploadPart.TooLong => TypedResults.Problem("More bytes came than Upload-Length announced.", statusCode: StatusCodes.Status413PayloadTooLarge),
            UploadPart.WrongChecksum => TypedResults.Problem("The part does not match its checksum; nothing of it was kept.", statusCode: ChecksumMismatch),
            _ => Finish(shelf, info),
        };
    }

    private static ProblemHttpResult? Finish(UploadShelf shelf, UploadInfo info)
    {
        if (shelf.Offset(info.Id) != info.Length)
        {
            return null;
        }

        try
        {
            shelf.Complete(info);
            return null;
        }
        catch (RedKubeException e)
        {
            return Problems.Of(e);
        }
    }

    private static IResult Delete(string id, UploadShelf shelf)
    {
        if (shelf.Find(id) is null)
        {
            return TypedResults.NotFound();
        }

        shelf.Remove(id);
        return TypedResults.NoContent();
    }

    private static long? Number(HttpContext context, string header) =>
        long.TryParse(context.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Upload-Metadata: filename aGFyYm91ci50aWY=,filetype aW1hZ2UvdGlmZg==
    private static string? FileName(string? metadata)
    {
        foreach (var pair in (metadata ?? "").Split(','))
        {
            var parts = pair.Trim().Split(' ', 2);
            var bytes = new byte[1024];
            if (parts is ["filename", { } value] && Convert.TryFromBase64String(value, bytes, out var count))
            {
                return Encoding.UTF8.GetString(bytes, 0, count);
            }
        }

        return null;
    }
}
