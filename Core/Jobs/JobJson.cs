using System.Text.Json;
using System.Text.Json.Serialization;
using RedKube.Core.Errors;
using RedKube.Core.Planning;

namespace RedKube.Core.Jobs;

/// <summary>Jobs, reports and messages as JSON.</summary>
public static class JobJson
{
    /// <summary>camelCase, enums as words, indented; addresses of images without credentials.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Writes a job.</summary>
    /// <param name="job">The job.</param>
    public static byte[] Write(Job job) => JsonSerializer.SerializeToUtf8Bytes(job, Options);

    /// <summary>Reads a job.</summary>
    /// <param name="bytes">What <see cref="Write"/> gave.</param>
    /// <param name="source">What to call it in an error.</param>
    /// <exception cref="RedKubeException">RK4005 where it is damaged or of a newer version.</exception>
    public static Job Read(ReadOnlySpan<byte> bytes, string source)
    {
        try
        {
            var job = JsonSerializer.Deserialize<Job>(bytes, Options) ?? throw new JsonException("It holds null.");
            return job.Version <= Job.CurrentVersion ? job : throw new RedKubeException(
                ErrorCode.JobFolderUnreadable, $"{source} is of version {job.Version}; this RedKube reads up to {Job.CurrentVersion}. Go on with the newer one, or start again with --fresh.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new RedKubeException(ErrorCode.JobFolderUnreadable, $"{source} is no job: {e.Message} Start again with --fresh, or name another --work-dir.", e);
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
                new TextConverter<JobId>(static id => id.Value, static text => new JobId(text)),
                new ImageRefConverter(),
                new TextConverter<TileOverlap>(static overlap => overlap.ToString(), TileOverlap.Parse),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} must not be null."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
