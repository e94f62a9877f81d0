namespace RedKube.Bench.Simulation;

/// <summary>What a simulated job came to.</summary>
/// <param name="Workers">Workers.</param>
/// <param name="Wall">Seconds from submit to output.</param>
/// <param name="Computed">Seconds that workers worked, added up.</param>
internal sealed record SimulatedRun(int Workers, double Wall, double Computed)
{
    /// <summary>Seconds of workers in which they did not work, by cause.</summary>
    public required IReadOnlyList<(string Cause, double Seconds)> Lost { get; init; }

    /// <summary>Share of its time that Redis' thread was busy.</summary>
    public required double RedisBusy { get; init; }

    /// <summary>Share of the workers' time that went into regions.</summary>
    public double Efficiency => Computed / (Wall * Workers);

    /// <summary>What took most of the rest.</summary>
    public string Limit => Efficiency > 0.95 ? "–" : Lost.MaxBy(static l => l.Seconds).Cause;
}
