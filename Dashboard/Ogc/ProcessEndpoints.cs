using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Ogc;

/// <summary>OGC API – Processes, part 1: the process detect, run asynchronously; jobs are those of /api/v1.</summary>
internal static class ProcessEndpoints
{
    private const string Exceptions = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    /// <summary>Maps it.</summary>
    /// <param name="ogc">/ogc.</param>
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("processes", List).WithName("ogcProcesses").WithSummary("Processes.");
        ogc.MapGet("processes/{process}", One).WithName("ogcProcess").WithSummary("Description of a process.");
        ogc.MapPost("processes/{process}/execution", ExecuteAsync).WithName("ogcExecute").WithSummary("Runs a process.")
            .RequireAuthorization(Roles.Operator).RequireRateLimiting(Limits.Work);
        ogc.MapGet("jobs", JobsAsync).WithName("ogcJobs").WithSummary("Jobs.");
        ogc.MapGet("jobs/{id}", JobAsync).WithName("ogcJob").WithSummary("Status of a job.");
        ogc.MapDelete("jobs/{id}", DismissAsync).WithName("ogcDismiss").WithSummary("Ends a job.").RequireAuthorization(Roles.Operator);
        ogc.MapGet("jobs/{id}/results", ResultsAsync).WithName("ogcResults").WithSummary("Results of a job.");
    }

    private static JsonHttpResult<object> List(HttpRequest request)
    {
        var links = new OgcLinks(request);
        return TypedResults.Json<object>(new { processes = new[] { ProcessDescription.Summary(links) }, links = new[] { links.Self() } });
    }

    private static IResult One(string process, HttpRequest request) =>
        process == ProcessDescription.Id ? TypedResults.Json(ProcessDescription.Full(new OgcLinks(request))) : NoProcess();

    private static async Task<IResult> ExecuteAsync(string process, ExecuteRequest body, HttpContext context, JobDesk desk, CancellationToken cancellation)
    {
        if (process != ProcessDescription.Id)
        {
            return NoProcess();
        }

        var job = await desk.CreateAsync(body.ToJob(), cancellation);
        var links = new OgcLinks(context.Request);
        if (context.Request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers["Preference-Applied"] = "respond-async";
        }

        return TypedResults.Created(links.To($"/jobs/{job.Id}"), Status(job, links));
    }

    private static async Task<IResult> JobsAsync(HttpRequest request, JobDesk desk, CancellationToken cancellation)
    {
        var links = new OgcLinks(request);
        var jobs = (await desk.ListAsync(cancellation)).Select(r => Status(desk.View(r), links)).ToArray();
        return TypedResults.Json(new { jobs, links = new[] { links.Self() } });
    }

    private static async Task<IResult> JobAsync(string id, HttpRequest request, JobDesk desk, CancellationToken cancellation) =>
        await FindAsync(id, desk, cancellation) is { } job ? TypedResults.Json(Status(job, new OgcLinks(request))) : NoJob();

    private static async Task<IResult> DismissAsync(string id, HttpRequest request, JobDesk desk, CancellationToken cancellation)
    {
        if (await FindAsync(id, desk, cancellation) is null)
        {
            return NoJob();
        }

        var job = await desk.DoAsync(id, static (jobs, known, token) => jobs.CancelAsync(known, token), cancellation);
        return TypedResults.Json(Status(job, new OgcLinks(request), dismissed: true));
    }

    private static async Task<IResult> ResultsAsync(string id, HttpRequest request, JobDesk desk, CancellationToken cancellation)
    {
        if (await FindAsync(id, desk, cancellation) is not { } job)
        {
            return NoJob();
        }

        if (job.State is JobState.Failed or JobState.Cancelled)
        {
            return TypedResults.Problem(job.Failure?.Message ?? "The job was dismissed.", statusCode: StatusCodes.Status500InternalServerError, title: job.Failure?.Code ?? "Dismissed");
        }

        if (job.Results.Count == 0)
        {
            return TypedResults.Problem("The job is not done yet.", type: Exceptions + "result-not-ready", statusCode: StatusCodes.Status404NotFound);
        }

        var links = new OgcLinks(request);
        return TypedResults.Json(new { detections = new { href = $"{links.Root}/api/v1/jobs/{id}/results/geojson", type = OgcLinks.GeoJson, title = "Detections" } });
    }

    private static async Task<JobView?> FindAsync(string id, JobDesk desk, CancellationToken cancellation) =>
        (await desk.ListAsync(cancellation)).FirstOrDefault(r => r.Job.Id.Value == id) is { } record ? desk.View(record) : null;

    private static object Status(JobView job, OgcLinks links, bool dismissed = false)
    {
        var status = job.State switch
        {
            _ when dismissed => "dismissed",
            JobState.Queued or JobState.Planning => "accepted",
            JobState.Done or JobState.Partial => "successful",
            JobState.Failed => "failed",
            JobState.Cancelled => "dismissed",
            _ => "running",
        };
        List<OgcLink> list = [new(links.To($"/jobs/{job.Id}"), "self", OgcLinks.Json)];
        if (job.Results.Count > 0)
        {
            list.Add(new OgcLink(links.To($"/jobs/{job.Id}/results"), "http://www.opengis.net/def/rel/ogc/1.0/results", OgcLinks.Json, "Results"));
        }

        return new
        {
            processID = ProcessDescription.Id,
            type = "process",
            jobID = job.Id,
            status,
            message = job.Failure?.Message ?? (job.State == JobState.Partial ? $"{job.MissingRegions} regions are missing." : null),
            created = job.Submitted,
            finished = job.Ended,
            progress = status == "successful" ? 100 : (int)Math.Min(99, job.Progress.Fraction * 100),
            links = list,
        };
    }

    private static ProblemHttpResult NoProcess() => TypedResults.Problem("There is one process: detect.", type: Exceptions + "no-such-process", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult NoJob() => TypedResults.Problem("There is no such job.", type: Exceptions + "no-such-job", statusCode: StatusCodes.Status404NotFound);
}
