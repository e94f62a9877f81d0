namespace RedKube.Dashboard.Ogc;

/// <summary>A link as OGC API has them.</summary>
/// <param name="Href">Where to.</param>
/// <param name="Rel">What it is to the document that holds it.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Title">For people.</param>
internal sealed record OgcLink(string Href, string Rel, string Type, string? Title = null);
