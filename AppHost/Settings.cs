using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RedKube.AppHost;

/// <summary>What can be set, from <c>--Parameters:NAME=VALUE</c>, <c>Parameters__NAME</c> or user secrets.</summary>
internal sealed record Settings
{
    /// <summary>Where the dashboard finds the keys of its HTTP API in a cluster.</summary>
    public const string ApiKeyFile = "/etc/redkube/api-key";

    private const string DataInCluster = "/data";
    private const string ModelsInCluster = "/models";

    /// <summary>NAMEs of the models that are served (<c>models</c>, a comma list): the stem of a model's file in [a-z0-9-].</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Processes a model while everything runs on this machine (<c>worker-replicas</c>); in a cluster KEDA decides.</summary>
    public required int WorkerReplicas { get; init; }

    /// <summary>What runs the models (<c>device</c>): auto, cpu, cuda[:N] or tensorrt. Anything but cpu asks the cluster for a GPU.</summary>
    public required Setting Device { get; init; }

    /// <summary>Folder of jobs and results (<c>data</c>): a path or s3://.</summary>
    public required Setting Data { get; init; }

    /// <summary>Folder of the model files (<c>model-folder</c>).</summary>
    public required Setting ModelFolder { get; init; }

    /// <summary>Where telemetry goes in a cluster (<c>otlp-endpoint</c>); on this machine Aspire's dashboard takes it.</summary>
    public required Setting OtlpEndpoint { get; init; }

    /// <summary>Name under which a cluster shows the dashboard (<c>host</c>).</summary>
    public required string Host { get; init; }

    /// <summary>Whether Redis runs already, where <c>ConnectionStrings:redis</c> says; on this machine only. Then no container is needed.</summary>
    public required bool OwnRedis { get; init; }

    /// <summary>Whether an S3 server runs beside the services and holds the data folder (<c>s3</c>); on this machine only.</summary>
    public required bool WithS3 { get; init; }

    /// <summary>Whether Kubernetes objects are written. Not for aspirate: with a cluster in the model the manifest turns into project.v1, which it skips.</summary>
    public required bool ForKubernetes { get; init; }

    /// <summary>Whether services run on this machine.</summary>
    public required bool Local { get; init; }

    /// <summary>The root of the repository.</summary>
    public required string Root { get; init; }

    /// <summary>Where the scenes of the sample command lie.</summary>
    public string Scenes => Path.Combine(Root, ".redkube", "scenes");

    /// <summary>Folder of images that jobs may name, besides the data folder.</summary>
    public string Images => Local ? Scenes : "/images";

    /// <summary>Whether pods of workers need a GPU.</summary>
    public bool NeedsGpu => Device.Value != "cpu";

    /// <summary>Reads the settings and checks them.</summary>
    /// <param name="builder">The application that is being built.</param>
    /// <exception cref="DistributedApplicationException">A value is not understood.</exception>
    public static Settings Read(IDistributedApplicationBuilder builder)
    {
        var local = builder.ExecutionContext.IsRunMode;
        var forAspirate = builder.Configuration["Publishing:Publisher"] == "manifest" || builder.Configuration["Pipeline:Step"] == "publish-manifest";
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var withS3 = local && Switch("s3", Value("s3", "false"));

        string Value(string name, string usual) => builder.Configuration[$"Parameters:{name}"] is { Length: > 0 } value ? value : usual;

        Setting Setting(string name, string usual)
        {
            var value = Value(name, usual);
            return new Setting(value, forAspirate ? null : builder.AddParameter(name, value, publishValueAsDefault: true));
        }

        var data = Setting("data", withS3 ? $"s3://{S3Server.Bucket}" : local ? Path.Combine(root, ".redkube", "data") : DataInCluster);
        if (local && !data.Value.Contains("://", StringComparison.Ordinal))
        {
            // A service is not healthy before its data folder is there, and none makes it.
            Directory.CreateDirectory(data.Value);
        }

        return new Settings
        {
            Models = ModelNames(Value("models", "harbour")),
            WorkerReplicas = Positive("worker-replicas", Value("worker-replicas", "2")),
            Device = Setting("device", local ? "auto" : "cuda"),
            Data = data,
            ModelFolder = Setting("model-folder", local ? Path.Combine(root, "samples", "models") : ModelsInCluster),
            OtlpEndpoint = local ? new Setting("", null) : Setting("otlp-endpoint", "http://otel-collector:4317"),
            Host = Value("host", "redkube.local"),
            OwnRedis = local && builder.Configuration.GetConnectionString("redis") is { Length: > 0 },
            WithS3 = withS3,
            ForKubernetes = !local && !forAspirate,
            Local = local,
            Root = root,
        };
    }

    private static string[] ModelNames(string list)
    {
        var names = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Length || !names.All(IsName))
        {
            throw new DistributedApplicationException(
                $"The parameter models is \"{list}\"; expected different names of a-z, 0-9 and -, separated by commas: the stems of the model files.");
        }

        return names;
    }

    // A resource's name is "worker-" + NAME, of at most 64 characters that neither end in a hyphen nor repeat it.
    private static bool IsName(string name) =>
        name.Length <= 57 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && !name.StartsWith('-') && !name.EndsWith('-') && !name.Contains("--", StringComparison.Ordinal);

    private static bool Switch(string name, string value) =>
        bool.TryParse(value, out var on) ? on : throw new DistributedApplicationException($"The parameter {name} is \"{value}\"; expected true or false.");

    private static int Positive(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new DistributedApplicationException($"The parameter {name} is \"{value}\"; expected a whole number of 1 or more.");
}
