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

    /// <summary>Wait before a result is stored again where there was no space; doubled for each further try. 1 s.</summary>
    public TimeSpan FirstSpaceWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries; 1 min.</summary>
    public TimeSpan LongestSpaceWait { get; init; } = TimeSpan.FromMinutes(1);
}
