using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RedKube.Dashboard.Api;

/// <summary>What the OpenAPI document says besides the routes.</summary>
internal static class ApiDescription
{
    /// <summary>Sets the document up.</summary>
    /// <param name="options">Its options.</param>
    public static void SetUp(OpenApiOptions options)
    {
        options.ShouldInclude = static description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true
            || description.RelativePath?.StartsWith("tiles/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "RedKube";
            document.Info.Version = "1";
            document.Info.Description = "Finds objects in very large images. Failures are problem details (RFC 9457) with RedKube's codes.";
            return Task.CompletedTask;
        });
    }

    /// <summary>Sets the document of /ogc up: OpenAPI 3.0, which the standards name.</summary>
    /// <param name="options">Its options.</param>
    public static void SetUpOgc(OpenApiOptions options)
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_0;
        options.ShouldInclude = static description => description.RelativePath?.StartsWith("ogc", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "RedKube: OGC API";
            document.Info.Version = "1";
            return Task.CompletedTask;
        });
    }

    /// <summary>Answers with the document of /ogc under the media type that the standards name.</summary>
    /// <param name="context">The request.</param>
    /// <param name="services">The host's services.</param>
    public static async Task OgcAsync(HttpContext context, IServiceProvider services)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>("ogc");
        var document = await provider.GetOpenApiDocumentAsync(context.RequestAborted);
        context.Response.ContentType = Ogc.OgcLinks.OpenApi;
        await context.Response.WriteAsync(await document.SerializeAsJsonAsync(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_0, context.RequestAborted), context.RequestAborted);
    }
}
