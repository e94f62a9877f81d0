namespace RedKube.AppHost;

/// <summary>An S3 server (MinIO) for trying object storage on this machine.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="user">Access key.</param>
/// <param name="password">Secret key.</param>
internal sealed class S3Server(string name, ParameterResource user, ParameterResource password) : ContainerResource(name)
{
    /// <summary>The bucket that is made at start.</summary>
    public const string Bucket = "redkube";

    /// <summary>Access key.</summary>
    public ParameterResource User { get; } = user;

    /// <summary>Secret key.</summary>
    public ParameterResource Password { get; } = password;

    /// <summary>Where clients reach it, <c>HOST:PORT</c>.</summary>
    public ReferenceExpression Endpoint
    {
        get
        {
            var api = new EndpointReference(this, "api");
            return ReferenceExpression.Create($"{api.Property(EndpointProperty.Host)}:{api.Property(EndpointProperty.Port)}");
        }
    }
}
