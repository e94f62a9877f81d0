using Microsoft.AspNetCore.Http.HttpResults;

namespace RedKube.Dashboard.Ogc;

/// <summary>/ogc: landing page and conformance (OGC API – Common), with Features and Processes below.</summary>
internal static class OgcEndpoints
{
    /// <summary>Where the OpenAPI document of /ogc is.</summary>
    public const string DescriptionPath = "/ogc/api";

    private const string Features = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    private const string Processes = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";

    private static readonly string[] Conformance =
    [
        "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
        Features + "core", Features + "oas30", Features + "geojson",
        Processes + "core", Processes + "ogc-process-description", Processes + "json", Processes + "oas30", Processes + "job-list", Processes + "dismiss",
    ];

    /// <summary>Maps everything under /ogc.</summary>
    /// <param name="routes">The application.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var ogc = routes.MapGroup("/ogc").WithTags("ogc").AddEndpointFilter(OgcParameters.CheckAsync);
        ogc.MapGet("", Landing).WithName("ogcLanding").WithSummary("Landing page.");
        ogc.MapGet("conformance", Conforms).WithName("ogcConformance").WithSummary("Conformance classes.");
        FeatureEndpoints.Map(ogc);
        ProcessEndpoints.Map(ogc);
    }

    private static JsonHttpResult<object> Landing(HttpRequest request)
    {
        var links = new OgcLinks(request);
        return TypedResults.Json<object>(new
        {
            title = "RedKube",
            description = "Objects found in very large images: each finished job is a collection of features; jobs are run by the process detect.",
            links = new OgcLink[]
            {
                links.Self(),
                new(links.To("/api"), "service-desc", OgcLinks.OpenApi, "The API"),
                new(links.To("/api"), "service-doc", OgcLinks.OpenApi, "The API"),
                new(links.To("/conformance"), "conformance", OgcLinks.Json, "Conformance classes"),
                new(links.To("/conformance"), "http://www.opengis.net/def/rel/ogc/1.0/conformance", OgcLinks.Json, "Conformance classes"),
                new(links.To("/collections"), "data", OgcLinks.Json, "Collections"),
                new(links.To("/processes"), "http://www.opengis.net/def/rel/ogc/1.0/processes", OgcLinks.Json, "Processes"),
                new(links.To("/jobs"), "http://www.opengis.net/def/rel/ogc/1.0/job-list", OgcLinks.Json, "Jobs"),
            },
        });
    }

    private static JsonHttpResult<object> Conforms() => TypedResults.Json<object>(new { conformsTo = Conformance });
}
