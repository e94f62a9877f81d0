using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Api;

/// <summary>/api/v1/cluster and /api/v1/health.</summary>
internal static class ClusterEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="api">/api/v1.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("cluster", ViewAsync).WithTags("cluster").WithName("cluster").WithSummary("Workers, queues, dead letters.");
        api.MapPost("cluster/send-again", SendAgainAsync).WithTags("cluster").WithName("sendAgain").RequireAuthorization(Roles.Operator);
        api.MapGet("health", HealthAsync).WithTags("cluster").WithName("health").WithSummary("Whether jobs can be listed.").AllowAnonymous();
    }

    private static async Task<Ok<ClusterView>> ViewAsync(ClusterDesk desk, CancellationToken cancellation) => TypedResults.Ok(await desk.ViewAsync(cancellation));

    private static async Task<Ok<SentView>> SendAgainAsync(SendAgainRequest request, ClusterDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(new SentView(await desk.SendAgainAsync(request.Job, request.Region, cancellation)));

    private static async Task<Ok<HealthView>> HealthAsync(JobBoard board, CancellationToken cancellation)
    {
        await board.ListAsync(cancellation);
        return TypedResults.Ok(new HealthView("ok", typeof(ClusterEndpoints).Assembly.GetName().Version!.ToString(3)));
    }
}
