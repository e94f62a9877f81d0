using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Events;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Api;

/// <summary>/api/v1/jobs and /api/v1/plans.</summary>
internal static class JobEndpoints
{
    private const int MostOnPage = 500;

    /// <summary>Maps them.</summary>
    /// <param name="api">/api/v1.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("jobs").WithTags("jobs");
        jobs.MapGet("", ListAsync).WithName("listJobs").WithSummary("Jobs, the last submitted first.");
        jobs.MapGet("{id}", GetAsync).WithName("getJob").WithSummary("One job.");
        jobs.MapGet("{id}/regions", RegionsAsync).WithName("listRegions").WithSummary("Regions of a job with state and cause.");
        jobs.MapGet("{id}/events", JobEventsAsync).WithName("jobEvents").WithSummary("What happens to a job, as server-sent events.").ExcludeFromDescription();
        api.MapGet("events", BoardEventsAsync).WithTags("jobs").WithName("events").ExcludeFromDescription();

        api.MapPost("plans", PlanAsync).WithTags("jobs").WithName("plan").WithSummary("What a job would do: tiles, regions, time.").RequireRateLimiting(Limits.Work);
        jobs.MapPost("", CreateAsync).WithName("createJob").WithSummary("Submits a job.").RequireAuthorization(Roles.Operator).RequireRateLimiting(Limits.Work);
        jobs.MapPost("{id}/cancel", CancelAsync).WithName("cancelJob").RequireAuthorization(Roles.Operator);
        jobs.MapPost("{id}/pause", PauseAsync).WithName("pauseJob").RequireAuthorization(Roles.Operator);
        jobs.MapPost("{id}/resume", ResumeAsync).WithName("resumeJob").RequireAuthorization(Roles.Operator);
        jobs.MapPost("{id}/retry", RetryAsync).WithName("retryJob").RequireAuthorization(Roles.Operator);
        jobs.MapDelete("{id}", DeleteAsync).WithName("deleteJob").RequireAuthorization(Roles.Operator);
    }

    private static async Task<Ok<JobPage>> ListAsync(
        JobDesk desk, CancellationToken cancellation, string? state = null, string? text = null, int offset = 0, int limit = 50)
    {
        var states = States(state);
        if (offset < 0 || limit is < 1 or > MostOnPage)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"offset is {offset} and limit {limit}; expected 0 or more, and 1 to {MostOnPage}.");
        }

        var matching = (await desk.ListAsync(cancellation))
            .Where(r => (states is null || states.Contains(r.Job.State)) && (text is null || Matches(r.Job, text))).ToList();
        return TypedResults.Ok(new JobPage([.. matching.Skip(offset).Take(limit).Select(desk.View)], matching.Count, offset, limit));
    }

    private static bool Matches(Job job, string text) =>
        job.Image.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || job.Model.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || job.Id.Value.StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private static HashSet<JobState>? States(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word =>
            Enum.TryParse<JobState>(word, ignoreCase: true, out var state) && Enum.IsDefined(state)
                ? state
                : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"state must name states, separated by commas: {string.Join(", ", Enum.GetNames<JobState>()).ToLowerInvariant()}."))];

    private static async Task<Ok<JobView>> GetAsync(string id, JobDesk desk, CancellationToken cancellation) => TypedResults.Ok(await desk.GetAsync(id, cancellation));

    private static async Task<Ok<IReadOnlyList<RegionView>>> RegionsAsync(string id, RegionDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.ListAsync(id, cancellation));

    private static async Task JobEventsAsync(string id, HttpContext context, JobBoard board, EventWriter writer, JobEvents events)
    {
        var job = await board.FindAsync(id, context.RequestAborted);
        await writer.WriteAsync(context, "job/" + id, (channel, stop) => events.ProduceAsync(job.Id, channel, stop));
    }

    private static Task BoardEventsAsync(HttpContext context, EventWriter writer, BoardEvents events) => writer.WriteAsync(context, "board", events.ProduceAsync);

    private static async Task<Ok<PlanView>> PlanAsync(JobRequest request, PlanDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.PlanAsync(request, cancellation));

    private static async Task<Created<JobView>> CreateAsync(JobRequest request, JobDesk desk, CancellationToken cancellation)
    {
        var job = await desk.CreateAsync(request, cancellation);
        return TypedResults.Created($"/api/v1/jobs/{job.Id}", job);
    }

    private static async Task<Ok<JobView>> CancelAsync(string id, JobDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.DoAsync(id, static (jobs, job, token) => jobs.CancelAsync(job, token), cancellation));

    private static async Task<Ok<JobView>> PauseAsync(string id, JobDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.DoAsync(id, static (jobs, job, token) => jobs.PauseAsync(job, token), cancellation));

    private static async Task<Ok<JobView>> ResumeAsync(string id, JobDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.DoAsync(id, static (jobs, job, token) => jobs.ResumeAsync(job, token), cancellation));

    private static async Task<Ok<JobView>> RetryAsync(string id, JobDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.DoAsync(id, static (jobs, job, token) => jobs.RetryAsync(job, token), cancellation));

    private static async Task<NoContent> DeleteAsync(string id, JobDesk desk, CancellationToken cancellation)
    {
        await desk.DeleteAsync(id, cancellation);
        return TypedResults.NoContent();
    }
}
