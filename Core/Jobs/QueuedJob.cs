namespace RedKube.Core.Jobs;

/// <summary>The work of one job in the queue of a single process. Not safe for threads: its queue locks.</summary>
/// <param name="ticket">The job.</param>
/// <param name="arrival">Earlier goes first.</param>
/// <param name="due">When its planning is due: earlier goes first.</param>
internal sealed class QueuedJob(JobTicket ticket, long arrival, DateTimeOffset due)
{
    private readonly Dictionary<WorkItem, QueuedWork> open = [];
    private readonly SortedDictionary<long, WorkItem> ready = [];
    private readonly HashSet<WorkItem> leased = [];
    private readonly HashSet<WorkItem> delayed = [];
    private long order;
    private long served;
    private int openRegions;

    /// <summary>The job.</summary>
    public JobTicket Ticket { get; } = ticket;

    /// <summary>Whether nothing more of it is handed out.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Earlier goes first.</summary>
    public long Arrival { get; } = arrival;

    /// <summary>When its planning is due: earlier is planned first.</summary>
    public DateTimeOffset Due { get; } = due;

    /// <summary>The lower, the longer ago its last turn was; 0 while it has had none.</summary>
    public long Turn { get; private set; }

    /// <summary>Whether its regions were enqueued.</summary>
    public bool HasRegions { get; set; }

    /// <summary>What was given up.</summary>
    public Dictionary<WorkItem, DeadLetter> Dead { get; } = [];

    /// <summary>Claims that hold work of it.</summary>
    public int InFlight => leased.Count;

    /// <summary>Adds work; what is there already stays as it is.</summary>
    public void Add(WorkItem item)
    {
        var work = new QueuedWork(order++);
        if (open.TryAdd(item, work))
        {
            ready.Add(work.Order, item);
            openRegions += item.Stage == WorkStage.Detect ? 1 : 0;
        }
    }

    /// <summary>Work that is neither done nor given up, or null.</summary>
    public QueuedWork? Find(WorkItem item) => open.GetValueOrDefault(item);

    /// <summary>The first work of a stage that can be claimed, or null.</summary>
    public WorkItem? FirstReady(WorkStage stage)
    {
        // Stages follow each other, so what is ready is nearly always of one stage.
        foreach (var item in ready.Values)
        {
            if (item.Stage == stage)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Claims work that is ready.</summary>
    public QueuedWork Claim(WorkItem item, string token, DateTimeOffset until)
    {
        var work = open[item];
        ready.Remove(work.Order);
        leased.Add(item);
        work.Token = token;
        work.Until = until;
        return work;
    }

    /// <summary>Counts a claim; with the last of a turn the job goes to the end of the line.</summary>
    /// <param name="nextTurn">Gives the number of the line's end.</param>
    public void CountServed(Func<long> nextTurn)
    {
        if (++served % QueueOptions.TurnLength == 0)
        {
            Turn = nextTurn();
        }
    }

    /// <summary>Makes claimed work ready again.</summary>
    public void GiveBack(WorkItem item)
    {
        var work = Free(item);
        ready.Add(work.Order, item);
    }

    /// <summary>Counts a failed attempt.</summary>
    public int CountAttempt(WorkItem item) => ++open[item].Attempts;

    /// <summary>Makes claimed work ready at a later time.</summary>
    public void Delay(WorkItem item, DateTimeOffset until)
    {
        Free(item).Until = until;
        delayed.Add(item);
    }

    /// <summary>Makes work ready whose time has come.</summary>
    public void WakeDelayed(DateTimeOffset now)
    {
        foreach (var item in delayed.Where(i => open[i].Until <= now).ToArray())
        {
            GiveBack(item);
        }
    }

    /// <summary>Work whose lease has run out.</summary>
    public IReadOnlyList<WorkItem> Expired(DateTimeOffset now) => leased.Count == 0 ? [] : [.. leased.Where(i => open[i].Until <= now)];

    /// <summary>Takes work out.</summary>
    /// <returns>False where it was not there.</returns>
    public bool Remove(WorkItem item)
    {
        if (!open.ContainsKey(item))
        {
            return false;
        }

        ready.Remove(Free(item).Order);
        open.Remove(item);
        openRegions -= item.Stage == WorkStage.Detect ? 1 : 0;
        return true;
    }

    /// <summary>Pieces of a stage by where they stand.</summary>
    public (int Ready, int Leased, int Delayed, int Dead) Count(WorkStage stage) => (
        ready.Values.Count(i => i.Stage == stage),
        leased.Count(i => i.Stage == stage),
        delayed.Count(i => i.Stage == stage),
        Dead.Keys.Count(i => i.Stage == stage));

    /// <summary>Regions that are not done.</summary>
    public Dictionary<int, RegionState> Regions()
    {
        var states = open.Keys.Where(static i => i.Stage == WorkStage.Detect)
            .ToDictionary(static i => i.Region, i => leased.Contains(i) ? RegionState.InWork : RegionState.Waiting);
        foreach (var item in Dead.Keys.Where(static i => i.Stage == WorkStage.Detect))
        {
            states[item.Region] = RegionState.GivenUp;
        }

        return states;
    }

    /// <summary>Adds the merge once every region is done or given up.</summary>
    public void MergeIfSettled(JobId job)
    {
        var merge = new WorkItem(job, WorkStage.Merge, 0);
        if (HasRegions && openRegions == 0 && !Dead.ContainsKey(merge))
        {
            Add(merge);
        }
    }

    /// <summary>When a lease runs out or a delay ends, or null.</summary>
    public DateTimeOffset? NextMoment() => leased.Concat(delayed).Select(i => open[i].Until).Min();

    private QueuedWork Free(WorkItem item)
    {
        leased.Remove(item);
        delayed.Remove(item);
        var work = open[item];
        work.Token = null;
        work.Until = null;
        return work;
    }
}
