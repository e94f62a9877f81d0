using RedKube.ServiceDefaults;

namespace RedKube.Worker;

/// <summary>How much of a machine a worker takes.</summary>
public sealed record WorkerOptions
{
    /// <summary>Threads that read and decode; null: as many as <see cref="Threads"/>.</summary>
    public int? Readers { get; init; }

    /// <summary>Callers that run a model on the CPU at the same time, unless a job says otherwise; 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Decoded pixels that are held at most, bytes; what one batch of tiles needs is always held. 256 MB.</summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>Queues of the models that it serves, names of ModelQueue; null: all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>How often leases are renewed; 10 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a full disk ends the job (the command line) instead of being waited for (a service). The same goes for readers that hang, every one of them.</summary>
    public bool EndsJobWithoutSpace { get; init; } = true;

    /// <summary>Whether other workers share the queue: image, model or device that this one lacks they may have, so it gives such work back to them first. False.</summary>
    public bool HasPeers { get; init; }

    /// <summary>Wait before a result is stored again where there was no space; doubled for each further try. 1 s.</summary>
    public TimeSpan FirstSpaceWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries; 1 min.</summary>
    public TimeSpan LongestSpaceWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What models run on whose job says auto: auto, cpu, cuda, cuda:N or tensorrt.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>How long regions in work may take to end when the worker is told to stop; none: they are given back at once.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.Zero;

    /// <summary>What the worker is called in the list of workers; null: it is not listed.</summary>
    public string? Id { get; init; }

    /// <summary>How often the list of workers is told what it does; 5 s.</summary>
    public TimeSpan BeatEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A name that no other worker has: machine and process.</summary>
    public static string OwnId { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>How a service of a cluster works.</summary>
    /// <param name="settings">What its surroundings say.</param>
    public static WorkerOptions For(ServiceSettings settings) => new()
    {
        Models = settings.Models,
        Device = settings.Device,
        RenewEvery = settings.RenewEvery,
        Grace = settings.Grace,
        Id = OwnId,
        EndsJobWithoutSpace = false,
        HasPeers = true,
    };
}
