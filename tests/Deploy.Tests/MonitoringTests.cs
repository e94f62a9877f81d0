using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RedKube.Deploy.Tests.Support;

namespace RedKube.Deploy.Tests;

/// <summary>Alerts and Grafana's dashboard ask for metrics that the services write.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string Alerts = Repository.Read("deploy/monitoring/alerts.yaml");
    private static readonly JsonNode Dashboard = JsonNode.Parse(Repository.Read("deploy/monitoring/redkube.json"))!;

    private static IEnumerable<string> Expressions => Dashboard.Items("panels").SelectMany(panel => panel.Items("targets")).Select(target => target.Text("expr")!)
        .Concat(Alerts.Split('\n').Where(line => line.Contains("expr: ", StringComparison.Ordinal)));

    [Fact]
    public void Metrics_OfAlertsAndDashboard_AreWrittenByTheCode()
    {
        var sources = string.Join('\n', Repository.Files(".", "*.cs").Where(path => !path.Contains("tests/", StringComparison.Ordinal)).Select(Repository.Read));
        var written = MetricName().Matches(sources).Select(match => match.Groups["name"].Value.Replace('.', '_')).ToHashSet(StringComparer.Ordinal);
        var asked = Expressions.SelectMany(expression => Asked().Matches(expression)).Select(match => match.Groups["name"].Value).Distinct().ToList();

        Assert.Contains("redkube_queue_lag", asked);
        Assert.All(asked, name => Assert.Contains(name, written));
    }

    [Fact]
    public void Records_ThatAreAskedFor_AreMade()
    {
        var made = Alerts.Split('\n').Where(line => line.Contains("record: ", StringComparison.Ordinal)).Select(line => line.Split("record: ")[1]).ToHashSet(StringComparer.Ordinal);
        var asked = Expressions.SelectMany(expression => Record().Matches(expression)).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, made));
    }

    [Fact]
    public void Alerts_OfTheRules_AreInTheDocumentation() =>
        Assert.All(Alert().Matches(Alerts).Select(match => match.Groups["name"].Value), name => Assert.Contains($"| {name} |", Repository.Read("docs/deploy.md"), StringComparison.Ordinal));

    [Fact]
    public void Panels_OfTheDashboard_DoNotOverlap()
    {
        var places = Dashboard.Items("panels").Select(panel => (X: Number(panel, "x"), Y: Number(panel, "y"), W: Number(panel, "w"), H: Number(panel, "h"))).ToList();

        Assert.All(places, a => Assert.Single(places, b => a.X < b.X + b.W && b.X < a.X + a.W && a.Y < b.Y + b.H && b.Y < a.Y + a.H));

        static int Number(JsonNode? panel, string name) => panel.At("gridPos", name)!.GetValue<int>();
    }

    [GeneratedRegex("\"(?<name>redkube\\.[a-z_.]+)\"")]
    private static partial Regex MetricName();

    // The collector's Prometheus exporter adds unit and kind to a name.
    [GeneratedRegex(@"\b(?<name>redkube_(?!stage\b|model\b|outcome\b)[a-z_]+?)(?:_seconds)?(?:_total|_bucket|_sum|_count)?(?=[\s{\[)]|$)")]
    private static partial Regex Asked();

    [GeneratedRegex("redkube:[a-z_0-9:]+")]
    private static partial Regex Record();

    [GeneratedRegex(@"alert: (?<name>\w+)")]
    private static partial Regex Alert();
}
