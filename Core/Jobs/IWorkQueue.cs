namespace RedKube.Core.Jobs;

/// <summary>
/// Deals work to stages: at least once delivered, counted exactly once. Safe for any number of threads. What every implementation promises is written
/// as tests in WorkQueueContract.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Enqueues the planning of a job.</summary>
    /// <param name="ticket">The job; one that is queued already stays as it is.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Errors.RedKubeException">RK5003 where another model of the same name has work in the queue.</exception>
    Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation);

    /// <summary>Enqueues the regions of a job, once; where there are none, its merge at once.</summary>
    /// <param name="job">A job that was enqueued.</param>
    /// <param name="regions">Numbers of regions without a stored result, in the order in which they should be read.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="OperationCanceledException">Another process has begun to enqueue them: this one has lost its lease, and the planning is not its to complete.</exception>
    Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation);

    /// <summary>
    /// Claims work of a stage; waits until there is some. Priority goes first, then the job with least work in flight, then the job whose last turn (of
    /// <see cref="QueueOptions.TurnLength"/> claims) is longest ago, one that had none first, then the job that came first (planning: the one
    /// whose planning is due first, <see cref="QueueOptions.PlanSlack"/>), then the order of regions. Paused jobs and models at their limit are passed over.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="models">Queues of models whose regions are wanted; null: all. Other stages serve all models.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    /// <exception cref="Errors.RedKubeException">RK5004 where a message of a newer RedKube is in the queue: this process must claim nothing more.</exception>
    Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation);

    /// <summary>Lets a lease run on from now. Only for work that makes progress.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>False where it was lost: the work must stop.</returns>
    Task<bool> RenewAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Says that the result is stored. The first to say so counts, even if its lease had run out.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>False where another attempt's result was there first, or the job is gone: this one is discarded.</returns>
    Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Gives work back untouched: it is ready at once and the attempt does not count.</summary>
    /// <param name="lease">The lease; one that was lost is left alone.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task GiveBackAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Gives work back untouched, to be claimed only after a while: what it needs is away. The attempt does not count, and other work goes on meanwhile.</summary>
    /// <param name="lease">The lease; one that was lost is left alone.</param>
    /// <param name="by">How long.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task DeferAsync(Lease lease, TimeSpan by, CancellationToken cancellation);

    /// <summary>Says that an attempt failed. A transient failure is tried again after a while until attempts run out; all others are given up at once.</summary>
    /// <param name="lease">The lease; one that was lost is left alone.</param>
    /// <param name="failure">The cause.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>Whether it was given up now: it is a dead letter.</returns>
    Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation);

    /// <summary>Takes all work of a job away, dead letters too; leases of it are lost.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task RemoveAsync(JobId job, CancellationToken cancellation);

    /// <summary>What was given up of a job, by region.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation);

    /// <summary>Messages that were no work of RedKube, the oldest first; the last 1,000. None where nobody else can put messages into the queue.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyList<MalformedMessage>> MalformedAsync(CancellationToken cancellation);

    /// <summary>Sends a dead letter again, its attempts counted from the start.</summary>
    /// <param name="item">The work.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>False where there is no such dead letter, or the job's merge is in work.</returns>
    Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation);

    /// <summary>Hands out nothing more of a job until it is resumed; what is claimed goes on.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>False where there is no such job.</returns>
    Task<bool> PauseAsync(JobId job, CancellationToken cancellation);

    /// <summary>Hands out a paused job again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>False where there is no such job.</returns>
    Task<bool> ResumeAsync(JobId job, CancellationToken cancellation);

    /// <summary>Sets how many regions of a model may be claimed at a time, as for an endpoint of limited capacity. It outlives jobs.</summary>
    /// <param name="model">The model's queue.</param>
    /// <param name="mostRegions">1 or more; null: as many as there are workers.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation);

    /// <summary>How much work there is: one entry each for planning and merging, one for each model that has work or a limit, by name.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation);

    /// <summary>Regions of a job that are enqueued and not done, by number; empty where there is no such job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation);
}
