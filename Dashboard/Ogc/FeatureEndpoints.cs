using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Detections;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Ogc;

/// <summary>OGC API – Features, part 1: each finished job with a place on the Earth is a collection.</summary>
internal static class FeatureEndpoints
{
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>Maps it.</summary>
    /// <param name="ogc">/ogc.</param>
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("collections", ListAsync).WithName("ogcCollections").WithSummary("Collections: one for each finished job.");
        ogc.MapGet("collections/{id}", OneAsync).WithName("ogcCollection").WithSummary("One collection.");
        ogc.MapGet("collections/{id}/items", ItemsAsync).WithName("ogcItems").WithSummary("Features of a collection.").WithMetadata(new OgcParameters.Known(FeatureQuery.Parameters));
        ogc.MapGet("collections/{id}/items/{feature}", ItemAsync).WithName("ogcItem").WithSummary("One feature.");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, JobBoard board, ITileRenderer renderer, CancellationToken cancellation)
    {
        var links = new OgcLinks(request);
        var finished = (await board.ListAsync(cancellation)).Where(static r => HasResult(r.Job));
        var collections = finished.Select(r => Collection(r.Job, FrameOf(r.Job, renderer, cancellation), links)).OfType<object>().ToArray();
        return TypedResults.Json(new { links = new[] { links.Self() }, collections });
    }

    private static async Task<IResult> OneAsync(string id, HttpRequest request, ResultDesk desk, ITileRenderer renderer, CancellationToken cancellation)
    {
        var job = await desk.FinishedAsync(id, cancellation);
        return Collection(job, FrameOf(job, renderer, cancellation), new OgcLinks(request)) is { } collection ? TypedResults.Json(collection) : Placeless();
    }

    private static async Task ItemsAsync(string id, HttpContext context, ResultDesk desk, DetectionMaps maps, TimeProvider time)
    {
        var job = await desk.FinishedAsync(id, context.RequestAborted);
        var map = await maps.GetAsync(job, context.RequestAborted);
        if (!map.Space.IsMercator || map.File is not { } file)
        {
            await Placeless().ExecuteAsync(context);
            return;
        }

        var query = FeatureQuery.Read(context.Request.Query, map.Names);
        var (numbers, matched) = Page(query, map, file);
        context.Response.ContentType = OgcLinks.GeoJson;
        var head = Head(new OgcLinks(context.Request), context.Request, query, matched, numbers.Count, time.GetUtcNow());
        var body = context.Response.BodyWriter;
        body.Write(head);
        var first = true;
        foreach (var feature in file.Read(numbers))
        {
            body.Write(first ? "\n"u8 : ",\n"u8);
            body.Write(feature.Span);
            first = false;
            if (body.UnflushedBytes > 1 << 16)
            {
                await body.FlushAsync(context.RequestAborted);
            }
        }

        body.Write("\n]}\n"u8);
        await body.FlushAsync(context.RequestAborted);
    }

    private static async Task<IResult> ItemAsync(string id, string feature, HttpRequest request, ResultDesk desk, DetectionMaps maps, CancellationToken cancellation)
    {
        var map = await maps.GetAsync(await desk.FinishedAsync(id, cancellation), cancellation);
        if (!map.Space.IsMercator || map.File?.NumberOf(feature) is not (>= 0 and var number))
        {
            return TypedResults.Problem("There is no such feature in the collection.", statusCode: StatusCodes.Status404NotFound);
        }

        var links = new OgcLinks(request);
        var own = JsonSerializer.Serialize(
            new[] { links.Self(OgcLinks.GeoJson), new OgcLink(links.To($"/collections/{id}"), "collection", OgcLinks.Json) }, JobJson.Options);
        var text = Encoding.UTF8.GetString(map.File.Read([number]).First().Span);
        return TypedResults.Text($"{text[..text.LastIndexOf('}')]},\"links\":{own}}}", OgcLinks.GeoJson);
    }

    // Everything is asked for most: then the place in the file is all that is needed.
    private static (IReadOnlyList<int> Numbers, int Matched) Page(FeatureQuery query, DetectionMap map, FeatureFile file)
    {
        if (query.IsAll)
        {
            var count = Math.Clamp(file.Count - query.Offset, 0, query.Limit);
            return ([.. Enumerable.Range(query.Offset, count)], file.Count);
        }

        var all = query.Match(map);
        return ([.. all.Skip(query.Offset).Take(query.Limit)], all.Count);
    }

    private static byte[] Head(OgcLinks links, HttpRequest request, FeatureQuery query, int matched, int returned, DateTimeOffset now)
    {
        List<OgcLink> list = [links.Self(OgcLinks.GeoJson)];
        if (query.Offset + returned < matched && returned > 0)
        {
            list.Add(new OgcLink(PageLink(links, request, query.Offset + returned), "next", OgcLinks.GeoJson, "Next page"));
        }

        if (query.Offset > 0)
        {
            list.Add(new OgcLink(PageLink(links, request, Math.Max(0, query.Offset - query.Limit)), "prev", OgcLinks.GeoJson, "Page before"));
        }

        var text = JsonSerializer.Serialize(list, JobJson.Options);
        return Encoding.UTF8.GetBytes(
            $"{{\"type\":\"FeatureCollection\",\"timeStamp\":\"{now:yyyy-MM-ddTHH:mm:ssZ}\",\"numberMatched\":{matched},\"numberReturned\":{returned},\"links\":{text},\"features\":[");
    }

    private static string PageLink(OgcLinks links, HttpRequest request, int offset)
    {
        var query = request.Query.Where(static p => p.Key != "offset").SelectMany(static p => p.Value.Select(v => KeyValuePair.Create(p.Key, v)))
            .Append(KeyValuePair.Create("offset", (string?)offset.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return links.Root + request.Path + QueryString.Create(query);
    }

    private static object? Collection(Job job, MapFrame? frame, OgcLinks links)
    {
        if (frame is not { Space.IsMercator: true })
        {
            return null;
        }

        var (from, to) = (MapSpace.PlaceOf(frame.Least), MapSpace.PlaceOf(frame.Most));
        return new
        {
            id = job.Id.Value,
            title = $"{job.Image.Name}: {job.Model.Name}",
            description = $"Objects that {job.Model.Name} found in {job.Image.Name}.{(job.State == JobState.Partial ? " Regions are missing." : "")}",
            extent = new { spatial = new { bbox = new[] { new[] { from.Lon, to.Lat, to.Lon, from.Lat } }, crs = Crs84 } },
            itemType = "feature",
            crs = new[] { Crs84 },
            links = new OgcLink[]
            {
                new(links.To($"/collections/{job.Id}"), "self", OgcLinks.Json),
                new(links.To($"/collections/{job.Id}/items"), "items", OgcLinks.GeoJson, "Features"),
            },
        };
    }

    private static MapFrame? FrameOf(Job job, ITileRenderer renderer, CancellationToken cancellation)
    {
        try
        {
            return renderer.Frame(job.Image, cancellation);
        }
        catch (RedKubeException)
        {
            // The image is gone: its place cannot be told, so its job is no collection any more.
            return null;
        }
    }

    private static bool HasResult(Job job) => job.State is JobState.Done or JobState.Partial && File.Exists(job.OutputPath);

    private static ProblemHttpResult Placeless() => TypedResults.Problem(
        "The job's image has no place on the Earth, so its result is no collection of features; fetch it under /api/v1/jobs/{id}/results.", statusCode: StatusCodes.Status404NotFound);
}
