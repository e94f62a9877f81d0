namespace RedKube.Dashboard;

/// <summary>Where the dashboard keeps its things, who may use it, and how much.</summary>
public sealed record DashboardOptions
{
    /// <summary>Environment variable of the data folder.</summary>
    public const string DataVariable = "REDKUBE_DATA";

    /// <summary>Environment variable of the file of API keys.</summary>
    public const string KeyVariable = "REDKUBE_API_KEY_FILE";

    /// <summary>The data folder: jobs/, models/, uploads/, outputs/ lie in it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folders with models that are at hand besides those of the data folder; read only.</summary>
    public IReadOnlyList<string> ModelFolders { get; init; } = [];

    /// <summary>Folders and prefixes of addresses that may be named as images, besides the data folder.</summary>
    public IReadOnlyList<string> AllowInput { get; init; } = [];

    /// <summary>File of API keys, a line each: <c>viewer KEY</c> or <c>operator KEY</c>; null: none.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>Whether anybody who reaches the address may do everything, on addresses other than loopback too.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>The OpenID Connect provider, or null.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>Most bytes of one uploaded image; 1 TiB.</summary>
    public long MostUploadBytes { get; init; } = 1L << 40;

    /// <summary>Most uploads that are kept at a time.</summary>
    public int MostUploads { get; init; } = 1000;

    /// <summary>Most bytes of an uploaded model with its weights and card; 8 GiB.</summary>
    public long MostModelBytes { get; init; } = 8L << 30;

    /// <summary>Most pixels of an image, columns × rows; 500,000 × 500,000 × 4.</summary>
    public long MostPixels { get; init; } = 1_000_000_000_000;

    /// <summary>How long an upload that is not whole is kept after its last byte.</summary>
    public TimeSpan UploadsKeptFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a model may take to be loaded and run on the one tile on which it is tried or timed; 30 s.</summary>
    public TimeSpan TrialTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of memory that the process may take in which a model is tried or timed; 8 GiB.</summary>
    public long TrialBytes { get; init; } = 8L << 30;

    /// <summary>Most bytes of detections that are held for maps, all jobs together; 512 MiB, about 7 million.</summary>
    public long MapBytes { get; init; } = 512L << 20;

    /// <summary>Reads what a service is told by its environment.</summary>
    /// <param name="configuration">REDKUBE_DATA, REDKUBE_API_KEY_FILE, REDKUBE_ALLOW_INPUT (separated by ;), REDKUBE_ALLOW_ANONYMOUS, REDKUBE_MODELS, REDKUBE_OIDC_….</param>
    public static DashboardOptions From(IConfiguration configuration) => new()
    {
        DataFolder = configuration[DataVariable] ?? Path.Combine(Environment.CurrentDirectory, "redkube-data"),
        ModelFolders = (configuration["REDKUBE_MODELS"] ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        AllowInput = (configuration["REDKUBE_ALLOW_INPUT"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ApiKeyFile = configuration[KeyVariable] is { Length: > 0 } file ? file : null,
        AllowAnonymous = string.Equals(configuration["REDKUBE_ALLOW_ANONYMOUS"], "true", StringComparison.OrdinalIgnoreCase),
        Oidc = OidcOptions.From(configuration),
    };
}
