using System.CommandLine;
using RedKube.Cli.Hosting;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.ServiceDefaults;

namespace RedKube.Cli.Commands;

/// <summary>Which cluster a command is about: its Redis and its data folder. Without the options the environment says it, as for services.</summary>
/// <param name="inProcess">Whether the command does without a cluster too.</param>
internal sealed class ClusterOptionSet(bool inProcess = false)
{
    public TextOption Redis { get; } = new(
        "--redis", "CONNECTION", OptionGroups.Cluster, inProcess ? "$ConnectionStrings__redis, or none: this process does the work" : "$ConnectionStrings__redis",
        "Redis' address, for example 127.0.0.1:6379; password, TLS and all else as StackExchange.Redis writes them: host:6380,password=…,ssl=true.");

    public TextOption Data { get; } = new(
        "--data", "DIR", OptionGroups.Cluster, inProcess ? "$REDKUBE_DATA, or redkube-data" : "$REDKUBE_DATA",
        "The data folder that all services share: jobs and models are in it.");

    /// <summary>Adds both to a command.</summary>
    /// <param name="command">A command about a cluster.</param>
    public void AddTo(Command command)
    {
        command.Add(Redis);
        command.Add(Data);
    }

    /// <summary>Reads both; notes what is missing.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="console">The environment.</param>
    /// <returns>Values of the configuration that services read.</returns>
    public Dictionary<string, string?> Read(OptionReader reader, CliConsole console)
    {
        var redis = reader.Text(Redis) ?? console.Environment(RedisVariable);
        var data = reader.Text(Data) ?? console.Environment(ServiceSettings.DataKey);
        if (redis is null)
        {
            reader.Faults.Add("--redis CONNECTION is missing. Give Redis' address, for example --redis 127.0.0.1:6379, or set ConnectionStrings__redis.");
        }

        if (data is null)
        {
            reader.Faults.Add("--data DIR is missing. Give the data folder that the services share, or set REDKUBE_DATA.");
        }

        return new Dictionary<string, string?>(StringComparer.Ordinal) { [ServiceSettings.RedisKey] = redis, [ServiceSettings.DataKey] = data };
    }

    /// <summary>Reads both; without Redis this process does the work.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="console">The environment.</param>
    /// <param name="usual">The data folder where none is named.</param>
    public DataSettings ReadOptional(OptionReader reader, CliConsole console, string usual)
    {
        var data = reader.Text(Data) ?? console.Environment(ServiceSettings.DataKey) ?? usual;
        return new DataSettings(reader.Text(Redis) ?? console.Environment(RedisVariable), data);
    }

    private static string RedisVariable => ServiceSettings.RedisKey.Replace(":", "__", StringComparison.Ordinal);
}
