using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Detections;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Api;

/// <summary>/api/v1/jobs/{id}/results and /detections, and the vector tiles.</summary>
internal static class ResultEndpoints
{
    private const string TileType = "application/vnd.mapbox-vector-tile";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["geojson"] = "application/geo+json", ["geojsonseq"] = "application/geo+json-seq", ["gpkg"] = "application/geopackage+sqlite3",
        ["fgb"] = "application/octet-stream", ["csv"] = "text/csv",
    };

    /// <summary>Maps them.</summary>
    /// <param name="routes">The application.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/v1/jobs/{id}").WithTags("results");
        jobs.MapGet("results", FormatsAsync).WithName("listResults").WithSummary("Formats in which the result can be fetched.");
        jobs.MapGet("results/{format}", FileAsync).WithName("getResult").WithSummary("The result in a format.");
        jobs.MapGet("detections", SummaryAsync).WithName("detectionSummary").WithSummary("Counts by class and a histogram of scores, live too.");
        jobs.MapGet("detections/{number:int}", OneAsync).WithName("getDetection").WithSummary("One detection of the result as GeoJSON.");
        routes.MapGet("/tiles/jobs/{id}/detections/{z:int}/{x:int}/{y:int}.mvt", TileAsync).WithTags("tiles").WithName("detectionTile");
    }

    private static async Task<Ok<IReadOnlyList<string>>> FormatsAsync(string id, ResultDesk desk, CancellationToken cancellation)
    {
        await desk.FinishedAsync(id, cancellation);
        return TypedResults.Ok(desk.Formats);
    }

    private static async Task<PhysicalFileHttpResult> FileAsync(string id, string format, ResultDesk desk, CancellationToken cancellation)
    {
        var (path, name, version) = await desk.FileAsync(id, format, cancellation);
        return TypedResults.PhysicalFile(path, Types.GetValueOrDefault(format, "application/octet-stream"), name, entityTag: new EntityTagHeaderValue($"\"{version}-{format}\""), enableRangeProcessing: true);
    }

    private static async Task<Ok<SummaryView>> SummaryAsync(
        string id, JobBoard board, DetectionMaps maps, CancellationToken cancellation, string[]? @class = null, float? minScore = null)
    {
        var job = await board.FindAsync(id, cancellation);
        var map = await maps.GetAsync(job, cancellation);
        var filter = Filter(job, @class, minScore);
        var classes = map.Names.Select((name, i) => new ClassCount(i, name, map.Scores.CountOf(i, filter.MinScore))).ToList();
        var total = classes.Where(c => filter.Classes is null || filter.Classes.Contains(c.Index)).Sum(static c => c.Count);
        return TypedResults.Ok(new SummaryView(total, map.File is not null, classes, map.Scores.Histogram(filter), map.Version));
    }

    private static async Task<IResult> OneAsync(string id, int number, JobBoard board, DetectionMaps maps, CancellationToken cancellation)
    {
        var map = await maps.GetAsync(await board.FindAsync(id, cancellation), cancellation);
        return map.File is { } file && number < file.Count
            ? TypedResults.Bytes(file.Read([number]).First(), "application/geo+json")
            : TypedResults.Problem("There is no such detection in the result; while the job runs, detections have no number that lasts.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> TileAsync(
        string id, int z, int x, int y, HttpContext context, JobBoard board, DetectionMaps maps, string[]? @class = null, float? minScore = null, string? v = null)
    {
        var tile = new MapTile(z, x, y);
        if (!tile.IsValid)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"There is no tile {z}/{x}/{y}: zooms are 0 to {MapTile.MostZoom}.");
        }

        var job = await board.FindAsync(id, context.RequestAborted);
        var map = await maps.GetAsync(job, context.RequestAborted);
        var filter = Filter(job, @class, minScore);
        var tag = new EntityTagHeaderValue($"\"{map.Version}-{z}.{x}.{y}-{string.Join('.', filter.Classes?.Order() ?? Enumerable.Empty<int>())}-{filter.MinScore}\"");
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = v == map.Version ? "private, max-age=3600" : "private, no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var bytes = TileQuery.Draw(map, tile, filter);
        return bytes.Length == 0 ? TypedResults.NoContent() : TypedResults.Bytes(bytes, TileType);
    }

    private static MapFilter Filter(Job job, string[]? classes, float? minScore) => minScore is null or (>= 0 and <= 1)
        ? MapFilter.Of(classes, minScore, job.Model.Card.Names)
        : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"minScore is {minScore}; it must be 0 to 1.");
}
