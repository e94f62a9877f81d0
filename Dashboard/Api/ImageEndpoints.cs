using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Dashboard.Images;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Safety;
using RedKube.Dashboard.Tiles;
using RedKube.Dashboard.Uploads;

namespace RedKube.Dashboard.Api;

/// <summary>/api/v1/images: what is known of uploads, of images of jobs, and of allowed addresses.</summary>
internal static class ImageEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="api">/api/v1.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var images = api.MapGroup("images").WithTags("images");
        images.MapGet("", static (UploadShelf shelf) => TypedResults.Ok(shelf.List())).WithName("listUploads").WithSummary("Uploaded images.");
        images.MapGet("{upload}", UploadAsync).WithName("getUpload").WithSummary("An uploaded image and how to draw it.");
        images.MapDelete("{upload}", Delete).WithName("deleteImage").RequireAuthorization(Roles.Operator);
        images.MapGet("info", InfoAsync).WithName("imageInfo").WithSummary("An image at an allowed path or address.").RequireAuthorization(Roles.Operator);
        api.MapGet("jobs/{id}/image", JobAsync).WithTags("jobs").WithName("jobImage").WithSummary("A job's image and how to draw it.");
    }

    private static Task<Ok<ImageView>> UploadAsync(string upload, UploadShelf shelf, ImageDesk desk, CancellationToken cancellation)
    {
        var image = shelf.Image(upload);
        return Task.Run(() => TypedResults.Ok(desk.View(image, $"/tiles/uploads/{upload}", cancellation)), cancellation);
    }

    private static async Task<Ok<ImageView>> InfoAsync(string image, JobDesk jobs, ImageDesk desk, CancellationToken cancellation)
    {
        var found = await jobs.ImageAsync(null, image, cancellation);
        return await Task.Run(() => TypedResults.Ok(desk.View(found, $"/tiles/images/{TileEndpoints.Encode(image)}", cancellation)), cancellation);
    }

    private static async Task<Ok<ImageView>> JobAsync(string id, JobBoard board, ImageDesk desk, CancellationToken cancellation)
    {
        var job = await board.FindAsync(id, cancellation);
        return await Task.Run(() => TypedResults.Ok(desk.View(job.Image, $"/tiles/jobs/{id}", cancellation)), cancellation);
    }

    private static NoContent Delete(string upload, UploadShelf shelf)
    {
        shelf.Remove(shelf.Get(upload).Id);
        return TypedResults.NoContent();
    }
}
