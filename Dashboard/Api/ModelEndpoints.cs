using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using RedKube.Core.Geometry;
using RedKube.Dashboard.Jobs;
using RedKube.Dashboard.Models;
using RedKube.Dashboard.Safety;

namespace RedKube.Dashboard.Api;

/// <summary>/api/v1/models.</summary>
internal static class ModelEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="api">/api/v1.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var models = api.MapGroup("models").WithTags("models");
        models.MapGet("", static (ModelShelf shelf) => TypedResults.Ok(shelf.List())).WithName("listModels").WithSummary("Models that can be chosen.");
        models.MapGet("{id}", static (string id, ModelShelf shelf) => TypedResults.Ok(shelf.View(shelf.Get(id)))).WithName("getModel");
        models.MapPost("", UploadAsync).WithName("uploadModel").WithSummary("Takes a model in: multipart/form-data with the .onnx, its weights and its card.")
            .RequireAuthorization(Roles.Operator).RequireRateLimiting(Limits.Work).DisableAntiforgery();
        models.MapPost("{id}/try", TryAsync).WithName("tryModel").WithSummary("Runs a model on one tile of an image.")
            .RequireAuthorization(Roles.Operator).RequireRateLimiting(Limits.Work);
        models.MapDelete("{id}", Delete).WithName("deleteModel").RequireAuthorization(Roles.Operator);
    }

    private static async Task<Created<ModelView>> UploadAsync(HttpContext context, ModelIntake intake, ModelShelf shelf, DashboardOptions options)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.MostModelBytes + (1 << 20);
        }

        var model = await intake.TakeAsync(context.Request, context.RequestAborted);
        return TypedResults.Created($"/api/v1/models/{model.Hash}", shelf.View(model));
    }

    private static async Task<Ok<TryView>> TryAsync(string id, TryRequest request, ModelShelf shelf, JobDesk desk, ModelTrials trials, CancellationToken cancellation)
    {
        var model = shelf.Get(id);
        var image = await desk.ImageAsync(request.Upload, request.Image, cancellation);
        PixelPoint? centre = request is { X: { } x, Y: { } y } ? new PixelPoint(x, y) : null;
        return TypedResults.Ok(await trials.TryAsync(model, image, centre, request.Confidence, cancellation));
    }

    private static NoContent Delete(string id, ModelShelf shelf)
    {
        shelf.Remove(shelf.Get(id));
        return TypedResults.NoContent();
    }
}
