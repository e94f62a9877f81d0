namespace RedKube.Core.Imagery;

/// <summary>Names an image without opening it. References travel through queues, pixels never do.</summary>
/// <param name="Uri">A path, an http(s):// or s3:// address, or a GDAL /vsi… path, as the user gave it; may carry credentials.</param>
public sealed record ImageRef(string Uri)
{
    /// <summary>What people call the image where its address does not say, as for an upload; null: the last part of the address.</summary>
    public string? Title { get; init; }

    /// <summary>The address without user, password and query: the only form that is stored, logged or traced.</summary>
    public string PublicUri => ImageUris.WithoutSecrets(Uri);

    /// <summary>What outputs call the image: its title, or the last part of the address, with its ending.</summary>
    public string Name => Title ?? ImageUris.LastPart(PublicUri);

    /// <inheritdoc/>
    public override string ToString() => PublicUri;
}
