using System.Globalization;
using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Queue;

/// <summary>Reads what the scripts write of work and dead letters.</summary>
internal static class DeadLetters
{
    /// <summary>Reads a dead letter.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="item">Sample: 1:12 (stage, region).</param>
    /// <param name="value">Sample: {"code":"2007","message":"A block is damaged.","attempts":1,"by":"…"}; by is missing where a lease ran out.</param>
    public static DeadLetter Read(JobId job, string item, string value)
    {
        using var json = JsonDocument.Parse(value);
        var root = json.RootElement;
        var code = (ErrorCode)int.Parse(root.GetProperty("code").GetString()!, CultureInfo.InvariantCulture);
        return new DeadLetter(ItemOf(job, item), new JobFailure(code, root.GetProperty("message").GetString()!), root.GetProperty("attempts").GetInt32());
    }

    /// <summary>Reads a message that was no ticket.</summary>
    /// <param name="entry">Sample: 1700000000000-0, {stream, redkube:plan, id, 1690000000000-0, cause, The field v is missing., entry, region 12}.</param>
    public static MalformedMessage ReadMalformed(RedisResult[] entry)
    {
        var fields = ((string[])entry[1]!).Chunk(2).ToDictionary(static f => f[0], static f => f[^1], StringComparer.Ordinal);
        return new MalformedMessage(Field("stream"), Field("id"), Field("cause"), Field("entry"));

        string Field(string name) => fields.GetValueOrDefault(name, "");
    }

    /// <summary>Reads a piece of work.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="item">Sample: 1:12 (stage, region).</param>
    public static WorkItem ItemOf(JobId job, string item)
    {
        var parts = item.Split(':');
        return new WorkItem(job, (WorkStage)int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
