namespace RedKube.Core.Imagery;

/// <summary>Names an image without opening it. References travel through queues, pixels never do.</summary>
/// <param name="Uri">A path, an http(s):// or s3:// address, or a GDAL /vsi… path, as the user gave it; may carry credentials.</param>
public sealed record ImageRef(string Uri)
{
    /// <summary>The address without user, password and query: the only form that is stored, logged or traced.</summary>
    public string PublicUri => ImageUris.WithoutSecrets(Uri);

    /// <summary>The last part of the address, with its ending: what outputs call the image.</summary>
    public string Name => ImageUris.LastPart(PublicUri);

    /// <inheritdoc/>
    public override string ToString() => PublicUri;
}
