namespace RedKube.Dashboard.Ogc;

/// <summary>Refuses query parameters that a resource does not have, as Features asks (/req/core/query-param-unknown).</summary>
internal static class OgcParameters
{
    /// <summary>Names the parameters that a resource has, as its metadata.</summary>
    /// <param name="Names">The names.</param>
    internal sealed record Known(params string[] Names);

    /// <summary>Checks a request.</summary>
    /// <param name="invocation">The request.</param>
    /// <param name="next">What follows.</param>
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var known = context.GetEndpoint()?.Metadata.GetMetadata<Known>()?.Names ?? [];
        if (context.Request.Query.Keys.FirstOrDefault(k => !known.Contains(k, StringComparer.Ordinal) && k != "f") is not null)
        {
            return TypedResults.Problem(
                known.Length == 0 ? "This resource takes no query parameters." : $"This resource takes the query parameters {string.Join(", ", known)} only.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await next(invocation);
    }
}
