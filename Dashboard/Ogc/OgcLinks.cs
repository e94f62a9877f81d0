namespace RedKube.Dashboard.Ogc;

/// <summary>Addresses under /ogc as the client sees them.</summary>
/// <param name="request">The request.</param>
internal sealed class OgcLinks(HttpRequest request)
{
    /// <summary>Media type of most documents.</summary>
    public const string Json = "application/json";

    /// <summary>Media type of features.</summary>
    public const string GeoJson = "application/geo+json";

    /// <summary>Media type of the OpenAPI document.</summary>
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";

    /// <summary>An address.</summary>
    /// <param name="path">What follows /ogc.</param>
    public string To(string path = "") => $"{Root}/ogc{path}";

    /// <summary>The server's address.</summary>
    public string Root => $"{request.Scheme}://{request.Host}{request.PathBase}";

    /// <summary>A link to the document itself.</summary>
    /// <param name="type">Its media type.</param>
    public OgcLink Self(string type = Json) => new($"{Root}{request.Path}{request.QueryString}", "self", type, "This document");
}
