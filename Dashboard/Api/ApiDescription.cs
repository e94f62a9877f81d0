using Microsoft.AspNetCore.OpenApi;

namespace RedKube.Dashboard.Api;

/// <summary>What the OpenAPI document says besides the routes.</summary>
internal static class ApiDescription
{
    /// <summary>Where the document is.</summary>
    public const string Path = "/api/v1/openapi.json";

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
}
