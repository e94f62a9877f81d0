using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Uploads;

namespace RedKube.Dashboard.Tiles;

/// <summary>/tiles: XYZ tiles of images of jobs, of uploads, and of allowed addresses.</summary>
internal static class TileEndpoints
{
    /// <summary>Pixels of a picture's side where nothing else is asked for.</summary>
    public const int UsualSize = 256;

    private const string Place = "{z:int}/{x:int}/{y:int}.{format}";

    /// <summary>Maps them.</summary>
    /// <param name="routes">The application.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup("/tiles").WithTags("tiles");
        tiles.MapGet("jobs/{id}/" + Place, OfJobAsync).WithName("jobTile");
        tiles.MapGet("uploads/{id}/" + Place, OfUploadAsync).WithName("uploadTile");
        tiles.MapGet("images/{id}/" + Place, OfAddressAsync).WithName("imageTile").RequireAuthorization(Safety.Roles.Operator);
    }

    /// <summary>An address as a part of a path.</summary>
    /// <param name="image">The address.</param>
    public static string Encode(string image) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(image));

    private static async Task<IResult> OfJobAsync(string id, int z, int x, int y, string format, HttpContext context, JobBoard board, TilePainter painter, int size = UsualSize)
    {
        var job = await board.FindAsync(id, context.RequestAborted);
        return await AnswerAsync(context, painter, job.Image, new MapTile(z, x, y), size, format);
    }

    private static Task<IResult> OfUploadAsync(string id, int z, int x, int y, string format, HttpContext context, UploadShelf shelf, TilePainter painter, int size = UsualSize) =>
        AnswerAsync(context, painter, shelf.Image(id), new MapTile(z, x, y), size, format);

    private static async Task<IResult> OfAddressAsync(string id, int z, int x, int y, string format, HttpContext context, JobDesk desk, TilePainter painter, int size = UsualSize)
    {
        var image = await desk.ImageAsync(null, Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(id)), context.RequestAborted);
        return await AnswerAsync(context, painter, image, new MapTile(z, x, y), size, format);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, TilePainter painter, ImageRef image, MapTile tile, int size, string format)
    {
        if (!tile.IsValid || size is < 64 or > 1024)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"There is no tile {tile.Zoom}/{tile.X}/{tile.Y} of {size} pixels: zooms are 0 to {MapTile.MostZoom}, sizes 64 to 1024.");
        }

        var kind = format is "jpg" ? "jpeg" : format;
        if (!painter.Formats.Contains(kind, StringComparer.Ordinal))
        {
            throw new RedKubeException(ErrorCode.FormatUnknown, $"Tiles have the formats {string.Join(", ", painter.Formats)}.");
        }

        var tag = new EntityTagHeaderValue($"\"{await painter.VersionAsync(image, context.RequestAborted)}-{tile.Zoom}.{tile.X}.{tile.Y}-{size}{kind}\"");
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers.ETag = tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var picture = await painter.PaintAsync(image, tile, size, kind, context.RequestAborted);
        return picture is null ? TypedResults.NoContent() : TypedResults.Bytes(picture, "image/" + kind);
    }
}
