namespace RedKube.Dashboard.Api;

/// <summary>A job as it is asked for: an image (an upload or an allowed address), a model, options.</summary>
public sealed record JobRequest
{
    /// <summary>Id of an upload; this or <see cref="Image"/>.</summary>
    public string? Upload { get; init; }

    /// <summary>A path or address that is allowed as input; this or <see cref="Upload"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Id (hash) or name of a model in the list.</summary>
    public string Model { get; init; } = "";

    /// <summary>Options; what is left out has its default.</summary>
    public JobOptions Options { get; init; } = new();

    /// <summary>Higher goes first, −100 to 100.</summary>
    public int Priority { get; init; }

    /// <summary>Whether a finished job of the same request is done anew.</summary>
    public bool Fresh { get; init; }
}
