namespace RedKube.Cli.Terminal;

/// <summary>How far something is, as it is shown.</summary>
/// <param name="Stage">What is being done: planning, detecting, painting.</param>
/// <param name="Done">Steps that are done.</param>
/// <param name="Total">Steps in all; 0 while it is not known.</param>
/// <param name="Step">The word for one step: tile, block; empty where steps mean nothing to people.</param>
/// <param name="Figures">Rate, time left and the like; empty for nothing.</param>
internal readonly record struct ProgressState(string Stage, long Done, long Total, string Step, string Figures)
{
    /// <summary>0 to 1.</summary>
    public double Part => Total > 0 ? Math.Min(1, (double)Done / Total) : 0;
}
