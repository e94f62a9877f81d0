namespace RedKube.Adapters.Redis;

/// <summary>Every key and channel that RedKube uses in Redis; docs/redis.md says what each holds. Scripts get their names from here too.</summary>
internal static class RedisKeys
{
    /// <summary>The consumer group, and its one consumer, on every stream of tickets.</summary>
    public const string Group = "redkube";

    /// <summary>What every key begins with.</summary>
    public const string Prefix = "redkube:";

    /// <summary>What the name of a model's stream ends with: redkube:NAME:regions.</summary>
    public const string Regions = ":regions";

    /// <summary>Tickets of jobs to plan.</summary>
    public const string Plan = Prefix + "plan";

    /// <summary>Tickets of jobs to merge.</summary>
    public const string Merge = Prefix + "merge";

    /// <summary>Entries of streams that were no tickets.</summary>
    public const string Malformed = Prefix + "malformed";

    /// <summary>After a stream's name: jobs with work in it, in the order in which they are served.</summary>
    public const string Jobs = ":jobs";

    /// <summary>After a stream's name: how much work there is, by where it stands.</summary>
    public const string Counts = ":counts";

    /// <summary>Hashes of the models that have work, by name.</summary>
    public const string Models = Prefix + "models";

    /// <summary>Most regions at a time, by model.</summary>
    public const string Limits = Prefix + "limits";

    /// <summary>When each claim's lease runs out.</summary>
    public const string Leases = Prefix + "leases";

    /// <summary>What each claim holds.</summary>
    public const string Claims = Prefix + "claims";

    /// <summary>When work that failed is ready again.</summary>
    public const string Delayed = Prefix + "delayed";

    /// <summary>Numbers jobs as they come.</summary>
    public const string Arrivals = Prefix + "arrivals";

    /// <summary>Numbers turns as they end.</summary>
    public const string Turns = Prefix + "turns";

    /// <summary>When a claim or a renewal was last answered.</summary>
    public const string Served = Prefix + "served";

    /// <summary>Before a job's id: its work in the queue.</summary>
    public const string Work = Prefix + "work:";

    /// <summary>After a job's work: what is open.</summary>
    public const string Items = ":items";

    /// <summary>After a job's work: what can be claimed, in order.</summary>
    public const string Ready = ":ready";

    /// <summary>After a job's work: which claim holds what.</summary>
    public const string Held = ":held";

    /// <summary>After a job's work: which claim completed what.</summary>
    public const string Done = ":done";

    /// <summary>After a job's work: dead letters.</summary>
    public const string Dead = ":dead";

    /// <summary>After a job's work: regions that are being enqueued.</summary>
    public const string Filling = ":filling";

    /// <summary>After a job's work: which claim completed its merge.</summary>
    public const string Merged = ":merged";

    /// <summary>Before a job's id: the job.</summary>
    public const string Job = Prefix + "job:";

    /// <summary>After a job: what has been counted.</summary>
    public const string Tally = ":tally";

    /// <summary>After a job: what was said.</summary>
    public const string Messages = ":messages";

    /// <summary>Jobs by the time they were submitted.</summary>
    public const string Submitted = Prefix + "submitted";

    /// <summary>Jobs that have ended by the time of that.</summary>
    public const string Ended = Prefix + "ended";

    /// <summary>A random name for all that is remembered here; gone with it.</summary>
    public const string Memory = Prefix + "memory";

    /// <summary>Workers, by id.</summary>
    public const string Workers = Prefix + "workers";

    /// <summary>The channel that says where there is work: STAGE:MODEL.</summary>
    public const string WakeChannel = Prefix + "wake";

    /// <summary>The channel that says which job something happened to.</summary>
    public const string ChangedChannel = Prefix + "changed";

    /// <summary>The stream of a model's regions.</summary>
    /// <param name="model">The model's queue.</param>
    public static string RegionsOf(string model) => Prefix + model + Regions;

    /// <summary>Name and value of every constant above, for the scripts' heads and the documentation's test.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = typeof(RedisKeys).GetFields()
        .Where(static f => f.IsLiteral)
        .ToDictionary(static f => f.Name, static f => (string)f.GetRawConstantValue()!, StringComparer.Ordinal);
}
