using Microsoft.Extensions.Configuration;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.ServiceDefaults;

/// <summary>What the services of a cluster are told by their surroundings; the command line sets the same values from its options.</summary>
public sealed record ServiceSettings
{
    /// <summary>The configuration key of Redis' connection string; in the environment ConnectionStrings__redis.</summary>
    public const string RedisKey = "ConnectionStrings:redis";

    /// <summary>The configuration key of the data folder.</summary>
    public const string DataKey = "REDKUBE_DATA";

    /// <summary>The configuration key of the models that a worker serves.</summary>
    public const string ModelsKey = "REDKUBE_WORKER_MODELS";

    /// <summary>The configuration key of the device that a worker uses where a job leaves the choice.</summary>
    public const string DeviceKey = "REDKUBE_DEVICE";

    /// <summary>The configuration key of the seconds that a worker has to finish when it is told to stop.</summary>
    public const string GraceKey = "REDKUBE_GRACE_SECONDS";

    /// <summary>The configuration key of the days for which a job is known after its end.</summary>
    public const string KeepKey = "REDKUBE_KEEP_DAYS";

    /// <summary>The data folder: a path or an address.</summary>
    public required string Data { get; init; }

    /// <summary>Queues of the models that a worker serves; null: all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The device that a worker uses where a job says auto: auto, cpu, cuda, cuda:N or tensorrt.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>How long a worker may take to finish what it has in work when it is told to stop; 25 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How often the data folder is searched for unfinished jobs that nobody knows; 1 minute.</summary>
    public TimeSpan RecoverEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a job is known after its end: in Redis, and by its folder. Outputs stay. 7 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Time and failure.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>How often leases are renewed: three times while one lasts.</summary>
    public TimeSpan RenewEvery => Queue.LeaseTime / 3;

    /// <summary>Reads them: environment variables are part of the configuration.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="RedKubeException">RK1001: something that is needed is missing, or a value cannot be used.</exception>
    public static ServiceSettings From(IConfiguration configuration)
    {
        Require(configuration, RedisKey, "Redis' connection string is missing. Set ConnectionStrings__redis, for example to 127.0.0.1:6379, or give --redis.");
        var usual = new ServiceSettings { Data = Require(configuration, DataKey, "The data folder is missing. Set REDKUBE_DATA to the folder that all services share, or give --data.") };
        return usual with
        {
            Models = ModelsOf(configuration[ModelsKey]),
            Device = configuration[DeviceKey] is { Length: > 0 } device ? device.ToLowerInvariant() : usual.Device,
            Grace = Seconds(configuration, GraceKey) ?? usual.Grace,
            RecoverEvery = configuration.GetValue<TimeSpan?>("RedKube:RecoverEvery") ?? usual.RecoverEvery,
            Keep = Days(configuration, KeepKey) ?? usual.Keep,
            Queue = configuration.GetSection("RedKube:Queue").Get<QueueOptions>() ?? usual.Queue,
        };
    }

    /// <summary>Names with commas between as queues of models; null or empty: all.</summary>
    /// <param name="names">harbour,ships: names of model files without their ending, in any spelling.</param>
    public static IReadOnlyList<string>? ModelsOf(string? names)
    {
        string[] queues = [.. (names ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ModelQueue.NameOf)];
        return queues.Length == 0 ? null : queues;
    }

    private static string Require(IConfiguration configuration, string key, string advice) =>
        configuration[key] is { Length: > 0 } value ? value : throw new RedKubeException(ErrorCode.OptionOutOfRange, advice);

    private static TimeSpan? Seconds(IConfiguration configuration, string key) => Number(configuration, key, "seconds from 0 to 86400", 86_400, TimeSpan.FromSeconds);

    private static TimeSpan? Days(IConfiguration configuration, string key) => Number(configuration, key, "days from 0 to 36500", 36_500, TimeSpan.FromDays);

    private static TimeSpan? Number(IConfiguration configuration, string key, string expected, double most, Func<double, TimeSpan> read)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return null;
        }

        return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most
            ? read(number)
            : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"{key} is \"{text}\"; expected {expected}.");
    }
}
